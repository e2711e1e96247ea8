# The server with its built page; no Node. The chats live in the volume /data.
FROM python:3.13-slim

ENV PYTHONDONTWRITEBYTECODE=1 PYTHONUNBUFFERED=1 PIP_NO_CACHE_DIR=1 PIP_DISABLE_PIP_VERSION_CHECK=1
WORKDIR /app

# First what seldom changes. The tests' packages, below their comment line, stay out.
COPY requirements.txt .
RUN sed '/^# For the tests only/,$d' requirements.txt > /tmp/runtime.txt \
 && pip install -r /tmp/runtime.txt \
 && rm /tmp/runtime.txt

COPY server.py instructions.txt ./
COPY static/dist static/dist

RUN useradd --system --uid 10001 --no-create-home brainstormer \
 && mkdir /data && chown brainstormer /data
USER brainstormer
VOLUME /data
ENV DATABASE_URL=sqlite:////data/brainstormer.db

EXPOSE 8000
HEALTHCHECK --interval=30s --timeout=5s --start-period=10s \
  CMD ["python", "-c", "import urllib.request; urllib.request.urlopen('http://127.0.0.1:8000/healthz', timeout=4)"]
# Without a shell in between, so that SIGTERM reaches the server and running answers may finish.
CMD ["python", "server.py", "--host", "0.0.0.0"]

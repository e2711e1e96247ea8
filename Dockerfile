# The server with its built page, without Node. The chats are in the volume /data; otherwise only SQLite writes, in /tmp.
FROM python:3.13.16-slim-trixie

ENV PYTHONDONTWRITEBYTECODE=1 PYTHONUNBUFFERED=1 PIP_NO_CACHE_DIR=1 PIP_DISABLE_PIP_VERSION_CHECK=1
WORKDIR /app

# Packages first, because they seldom change: without those for the tests, and with PostgreSQL's driver.
COPY requirements.txt .
RUN sed '/^# For the tests only/,$d' requirements.txt > /tmp/runtime.txt \
 && pip install --root-user-action=ignore -r /tmp/runtime.txt "psycopg[binary]==3.3.9" \
 && rm /tmp/runtime.txt

# A link leads the default DATABASE_URL into the volume, because an --env-file may set it to nothing.
RUN useradd --uid 10001 --no-create-home --shell /usr/sbin/nologin brainstormer \
 && mkdir /data && chown brainstormer: /data && ln -s /data .data

COPY server.py instructions.txt ./
COPY static/login.html static/demo.txt static/
COPY static/dist static/dist

# A number, so that engines can tell that it is not root.
USER 10001
VOLUME /data
EXPOSE 8000
HEALTHCHECK --interval=30s --timeout=5s --start-period=10s \
  CMD ["python", "-c", "from http.client import HTTPConnection as C; c = C('127.0.0.1', 8000, timeout=4); c.request('GET', '/healthz'); exit(c.getresponse().status != 200)"]
# Without a shell, so that SIGTERM reaches the server and running answers can finish.
CMD ["python", "server.py", "--host", "0.0.0.0"]

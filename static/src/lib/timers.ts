export type Timers = {
  /** Sets a timer, replacing any other of the same name. */
  set(name: string, wait: number, action: () => void): void;
  /** Sets a timer unless one of the same name is running. */
  start(name: string, wait: number, action: () => void): void;
  clear(name: string): void;
};

/** Timers by name. Each name has at most one. */
export function createTimers(): Timers {
  const running = new Map<string, ReturnType<typeof setTimeout>>();
  const clear = (name: string) => {
    clearTimeout(running.get(name));
    running.delete(name);
  };
  const set = (name: string, wait: number, action: () => void) => {
    clear(name);
    const run = () => {
      running.delete(name);
      action();
    };
    running.set(name, setTimeout(run, wait));
  };
  return {
    set,
    clear,
    start: (name, wait, action) => {
      if (!running.has(name)) set(name, wait, action);
    },
  };
}

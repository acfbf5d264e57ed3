import { readdirSync, readFileSync } from "node:fs";

/** Peak resident memory of each process in a tree, in megabytes, by process id. */
export type PeakMemory = Map<number, number>;

/**
 * Notes the peak memory of a process and of all below it. Linux keeps the peak of each process
 * (`VmHWM` in /proc/PID/status), so it is enough to look once before a process ends.
 */
export function notePeakMemory(root: number, peaks: PeakMemory): void {
  for (const pid of treeOf(root)) {
    const megabytes = peakOf(pid);
    if (megabytes !== undefined) peaks.set(pid, megabytes);
  }
}

function treeOf(root: number): readonly number[] {
  const children = childrenByParent();
  const below = (pid: number): readonly number[] => [
    pid,
    ...(children.get(pid) ?? []).flatMap(below),
  ];
  return below(root);
}

function childrenByParent(): ReadonlyMap<number, readonly number[]> {
  const children = new Map<number, number[]>();
  for (const name of readdirSync("/proc").filter((entry) => /^\d+$/.test(entry))) {
    const parent = field(name, "PPid");
    if (parent !== undefined) children.set(parent, [...(children.get(parent) ?? []), Number(name)]);
  }
  return children;
}

function peakOf(pid: number): number | undefined {
  const kilobytes = field(String(pid), "VmHWM");
  return kilobytes === undefined ? undefined : kilobytes / 1024;
}

// A process may end between being listed and being read.
function field(pid: string, name: string): number | undefined {
  try {
    const status = readFileSync(`/proc/${pid}/status`, "utf8");
    const value = new RegExp(`^${name}:\\s+(\\d+)`, "m").exec(status)?.[1];
    return value === undefined ? undefined : Number(value);
  } catch {
    return undefined;
  }
}

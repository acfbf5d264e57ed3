import { spawnSync } from "node:child_process";
import { existsSync, globSync } from "node:fs";
import path from "node:path";

/** Folders where servers are looked for: the path, and where Debian puts each version. */
const foldersOf = (searched: string | undefined): readonly string[] => [
  ...(searched ?? "").split(path.delimiter).filter((folder) => folder !== ""),
  ...globSync("/usr/lib/postgresql/*/bin").toSorted((one, other) => version(other) - version(one)),
];

const version = (folder: string): number => Number(folder.split("/").at(-2));

/**
 * Folder with `initdb` and `postgres`, of the newest version that is installed; undefined when there is none.
 * @param searched folders to look into first. @default those of PATH
 */
export const postgresFolder = (searched = process.env["PATH"]): string | undefined =>
  foldersOf(searched).find((folder) =>
    ["initdb", "postgres"].every((program) => existsSync(path.join(folder, program))),
  );

/** A user of the machine. */
export interface SystemUser {
  /** User id. */
  readonly uid: number;
  /** Group id. */
  readonly gid: number;
}

/**
 * Who the server runs as: PostgreSQL refuses to run as root, so root gives it the user of Debian's package.
 * Undefined for anybody else, who runs it as themselves.
 * @throws when root has no such user.
 */
export function serverUser(): SystemUser | undefined {
  if (process.getuid?.() !== 0) return undefined;
  return { uid: idOf("-u"), gid: idOf("-g") };
}

function idOf(option: "-u" | "-g"): number {
  const { status, stdout } = spawnSync("id", [option, "postgres"], { encoding: "utf8" });
  if (status !== 0) throw new Error("PostgreSQL does not run as root, and has no user postgres.");
  return Number(stdout);
}

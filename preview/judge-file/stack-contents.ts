import type { GraphResource } from "../graph";

/** A stack as a file holds it. */
export interface StackContents {
  /** Project name. */
  readonly project: string;
  /** Stack name. */
  readonly stack: string;
  /** Resources to judge. */
  readonly resources: readonly GraphResource[];
  /** Whether the resources exist; otherwise they are planned. */
  readonly isDeployed: boolean;
  /** What of the file is not judged as it stands, for people. */
  readonly notes: readonly string[];
}

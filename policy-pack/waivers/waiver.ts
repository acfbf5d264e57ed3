import type { AppliedWaiver } from "../engine/finding";

/** One finding that is accepted for a while. It names the finding exactly; nothing in it is a pattern. */
export interface Waiver extends AppliedWaiver {
  /** Rule. */
  readonly rule: string;
  /** URN; its stack may be `*`, since a finding is the same in every stack. */
  readonly urn: string;
  /** Semantic path of the finding, as reports give it. @default - the fingerprint identifies it */
  readonly path: string | undefined;
  /** Value of the finding, as reports give it. @default - the fingerprint identifies it */
  readonly value: string | undefined;
  /** Fingerprint of the finding. @default - path and value identify it */
  readonly fingerprint: string | undefined;
  /** Where it stands: a JSON pointer into the configuration, or into a component's inputs. */
  readonly at: string;
}

/** Stack of a URN. */
export function stackOfUrn(urn: string): string {
  return /^urn:pulumi:([^:]*)::/.exec(urn)?.[1] ?? "";
}

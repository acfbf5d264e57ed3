import type { RefusalReason } from "../reasons";

/** What governance answers a caller with. */
export interface DecisionAnswer {
  /** Whether the call may be made. Only an own boolean `true` means yes. */
  readonly allowed: boolean;
  /** Why not; `permitted` when it may. */
  readonly reason: RefusalReason | "permitted";
  /** Id of this decision, which logs of caller, governance and callee share; the receipt's `jti`. */
  readonly decisionId: string;
  /** Correlation id of the request, or the one that was made because it had none that is valid. */
  readonly correlationId: string;
  /** Digest of the call that was decided about; absent in the minimal form `{service, intent}`. */
  readonly requestDigest?: string;
  /** SHA-256 of the policies that decided; absent when none could be loaded. */
  readonly policyDigest?: string;
  /** Receipt for the callee; present when a bound call is allowed. */
  readonly receipt?: string;
  /** Whether asking again later can help. */
  readonly retryable: boolean;
}

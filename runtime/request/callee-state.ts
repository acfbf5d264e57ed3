import type { Clock } from "../clock";
import type { QuarantineFlags } from "../governance/quarantine";
import type { RefusalReason } from "../reasons";
import type { AcceptedPolicies, ReceiptClaims, SingleUseRegister } from "../receipts/receipt";

/** What a callee knows of the estate beside a request: it may change while a receipt is under way. */
export interface CalleeState {
  /** Policies that receipts are taken for. */
  readonly policies: AcceptedPolicies;
  /**
   * Which services are quarantined: a receipt that was signed before the flag was set is refused as well, so that
   * quarantine acts within the cache of the flag and not only when the last receipt has expired.
   */
  readonly quarantine: QuarantineFlags;
  /** The time. */
  readonly clock: Clock;
}

/** Why a receipt is not taken now; undefined when its policies are accepted and its caller is not quarantined. */
export async function stateRefusal(
  { policies, quarantine, clock }: CalleeState,
  { pol, sub }: Pick<ReceiptClaims, "pol" | "sub">,
): Promise<RefusalReason | undefined> {
  const isAccepted = await known(() => policies.accepts(pol, clock() / 1000));
  if (isAccepted === undefined) return "policy-list-unavailable";
  if (!isAccepted) return "receipt-policy";
  const isQuarantined = await known(() => quarantine.isQuarantined(sub));
  if (isQuarantined === undefined) return "quarantine-unreadable";
  return isQuarantined ? "quarantined" : undefined;
}

/** Why a receipt cannot be used; undefined when this is its first use. */
export async function useRefusal(
  register: SingleUseRegister,
  { aud, jti, exp }: ReceiptClaims,
): Promise<RefusalReason | undefined> {
  const isFirst = await known(() => register.use({ aud, jti, exp }));
  if (isFirst === undefined) return "replay-store-unavailable";
  return isFirst ? undefined : "replayed";
}

/** What a store says; undefined when it says nothing, or nothing that is a yes or no. */
async function known(ask: () => Promise<unknown>): Promise<boolean | undefined> {
  try {
    const said = await ask();
    return typeof said === "boolean" ? said : undefined;
  } catch {
    return undefined;
  }
}

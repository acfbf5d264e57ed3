import type { Clock } from "../clock";
import { maxReceiptSeconds, type ReceiptSigner } from "../receipts/receipt";
import { currentCorrelation } from "../telemetry/correlation";
import { askPolicies } from "./ask-policies";
import { decide, type Evidence } from "./decide";
import { type DecisionFacts, type Examinee, examine, type Subject } from "./examine";
import type { QuarantineFlags } from "./quarantine";
import type { Ready } from "./readiness";

/** What is asked for a decision besides the policies. */
export interface DecisionSources {
  /** Who is quarantined. */
  readonly quarantine: QuarantineFlags;
  /** Signs receipts; without one, no call that needs a receipt is allowed. */
  readonly signer: ReceiptSigner | undefined;
  /** Time of receipts and durations. */
  readonly clock: Clock;
}

/** What is known of a request; filled step by step, so that a deadline leaves what is known by then. */
export interface Findings {
  /** What decides. */
  readonly evidence: Evidence;
  /** Names that were looked up. */
  facts: DecisionFacts;
  /** Text of the caller. */
  data: Readonly<Record<string, unknown>> | undefined;
  /** Signed receipt; worth something only with an allow. */
  receipt: string | undefined;
}

/** Findings of nothing yet. */
export const noFindings = (): Findings => ({
  evidence: {
    examination: undefined,
    quarantine: undefined,
    own: undefined,
    delegators: undefined,
    receipt: undefined,
  },
  facts: {},
  data: undefined,
  receipt: undefined,
});

/** A request in the making of its decision. */
export interface Case {
  /** What to ask. */
  readonly sources: DecisionSources;
  /** Policies and lookups. */
  readonly ready: Ready;
  /** Where to put what is found. */
  readonly findings: Findings;
  /** Id of the decision. */
  readonly decisionId: string;
}

/** Gathers the evidence for one decision, cheap checks first, up to the first thing that refuses it. */
export async function gather(
  { sources, ready, findings, decisionId }: Case,
  asked: Examinee,
): Promise<void> {
  const { evidence } = findings;
  const examination = examine(ready, asked);
  findings.facts = examination.facts;
  findings.data = examination.data;
  if (!examination.ok) {
    evidence.examination = examination.reason;
    return;
  }
  const { subject } = examination;
  evidence.examination = "passed";
  evidence.quarantine = await quarantineOf(sources.quarantine, subject);
  if (evidence.quarantine !== "clear") return;
  Object.assign(evidence, askPolicies(ready.engine, subject));
  // Nothing is signed unless everything else says yes.
  if (!decide({ ...evidence, receipt: "not-wanted" }).allowed) return;
  if (subject.requestDigest === undefined) {
    evidence.receipt = "not-wanted";
    return;
  }
  findings.receipt = await signReceipt(sources, subject, { jti: decisionId, pol: ready.digest });
  evidence.receipt = findings.receipt === undefined ? "failed" : "signed";
}

async function quarantineOf(
  flags: QuarantineFlags,
  { caller, operation, onBehalfOf }: Subject,
): Promise<NonNullable<Evidence["quarantine"]>> {
  try {
    const services = [caller, operation.callee, ...onBehalfOf];
    const found: readonly unknown[] = await Promise.all(
      services.map((service) => flags.isQuarantined(service)),
    );
    if (found.includes(true)) return "quarantined";
    return found.every((flag) => flag === false) ? "clear" : "unreadable";
  } catch {
    return "unreadable";
  }
}

async function signReceipt(
  { signer, clock }: DecisionSources,
  { caller, operation, intent, requestDigest: req = "" }: Subject,
  ids: { readonly jti: string; readonly pol: string },
): Promise<string | undefined> {
  const iat = Math.floor(clock() / 1000);
  try {
    return await signer?.sign({
      ...ids,
      aud: operation.callee,
      sub: caller,
      intent,
      operation: operation.id,
      req,
      cid: currentCorrelation().id,
      iat,
      exp: iat + maxReceiptSeconds,
    });
  } catch {
    return undefined;
  }
}

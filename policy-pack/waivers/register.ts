import { daysBetween } from "../engine/day";
import type { Finding } from "../engine/finding";
import { withoutStack } from "../engine/finding";
import { waiverFinding } from "./problems";
import { stackOfUrn, type Waiver } from "./waiver";

/** Days for which a finding that could not be decided may be waived: it may be anything. */
const maxUndecidedDays = 14;

/** The waivers of one judgement, and which of them were of use. */
export class WaiverRegister {
  readonly #today: string;
  readonly #byResource = new Map<string, Waiver[]>();
  readonly #used = new Set<Waiver>();

  constructor(waivers: readonly Waiver[], today: string) {
    this.#today = today;
    this.add(waivers);
  }

  /** Takes in more waivers, such as those of a component. */
  add(waivers: readonly Waiver[]): void {
    for (const waiver of waivers) {
      const key = resourceKey(waiver.rule, waiver.urn);
      this.#byResource.set(key, [...(this.#byResource.get(key) ?? []), waiver]);
    }
  }

  /** Findings with their waivers; a waiver that is too long for an undecided finding is a finding itself. */
  apply(findings: readonly Finding[]): readonly Finding[] {
    // A waiver hides one finding: a second one on the same resource stays.
    const taken = new Set<Waiver>();
    return findings.flatMap((finding) => {
      const waiver = this.#find(finding);
      if (waiver === undefined || taken.has(waiver)) return [finding];
      taken.add(waiver);
      this.#used.add(waiver);
      if (finding.verdict === "undecided" && this.#daysLeft(waiver) > maxUndecidedDays) {
        const message = `An undecided finding may be waived for ${String(maxUndecidedDays)} days at most.`;
        return [finding, waiverFinding("overLong", waiver.at, { message })];
      }
      const { reason, owner, ticket, approver, expires } = waiver;
      return [{ ...finding, waiver: { reason, owner, ticket, approver, expires } }];
    });
  }

  /** Findings about waivers for this stack that hid nothing. Decided once, when everything was judged. */
  unused(stack: string): readonly Finding[] {
    return [...this.#byResource.values()]
      .flat()
      .filter((waiver) => !this.#used.has(waiver) && concerns(waiver, stack))
      .map((waiver) => {
        const message = `The waiver of ${waiver.rule} for ${waiver.urn} hides no finding.`;
        return waiverFinding("unused", waiver.at, { message });
      });
  }

  #find(finding: Finding): Waiver | undefined {
    const urn = finding.urn ?? "";
    return this.#byResource
      .get(resourceKey(finding.rule, urn))
      ?.find((waiver) => concerns(waiver, stackOfUrn(urn)) && matches(waiver, finding));
  }

  #daysLeft({ expires }: Waiver): number {
    return daysBetween(this.#today, expires);
  }
}

const resourceKey = (rule: string, urn: string): string => `${rule} ${withoutStack(urn)}`;

const concerns = ({ urn }: Waiver, stack: string): boolean =>
  ["*", "", stack].includes(stackOfUrn(urn));

const matches = ({ fingerprint, path, value }: Waiver, finding: Finding): boolean =>
  fingerprint === undefined
    ? path === finding.semanticPath && value === finding.value
    : fingerprint === finding.fingerprint;

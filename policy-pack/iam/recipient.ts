import { ownership } from "./principal-forms";
import { serviceName } from "./service-names";
import { isOurOrganization, type Ours } from "./source-limit";

/** Whom something is shared with. */
export type Recipient = "everybody" | "ours" | "foreign" | "unreadable";

/** Reads a recipient: an account, an ARN of an account or identity, an organization or unit, a service, or everybody. */
export function recipientOf(text: string, ours: Ours): Recipient {
  if (/^all$|[*?]/i.test(text)) return "everybody";
  const organization =
    /^(?:arn:[^:]+:organizations::\d{12}:(?:organization|ou)\/)?(o-[a-z0-9]+)/.exec(text)?.[1];
  if (organization !== undefined) {
    return isOurOrganization(organization, ours.organizations) ? "ours" : "foreign";
  }
  const account = /^(?:arn:[^:]+:(?:iam|sts)::)?(\d{12})(?::.+)?$/.exec(text)?.[1];
  if (account !== undefined) {
    return ownership(account, ours.accounts) === "foreign" ? "foreign" : "ours";
  }
  return serviceName(text) === undefined ? "unreadable" : "ours";
}

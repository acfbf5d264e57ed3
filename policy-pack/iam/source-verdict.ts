import type { CheckContext, Observation } from "../engine/rule";
import { undecided } from "./check";
import type { Condition } from "./document";
import { sourceLimit } from "./source-limit";
import { type Sending, sourceSendersDate } from "./source-senders";

/** A service that a statement admits. */
export interface AdmittedService {
  /** JSON pointer of the principal. */
  readonly path: string;
  /** Service, such as `logs`. */
  readonly service: string;
  /** Whether it says for whom it acts. */
  readonly sending: Sending;
  /** Conditions of the statement. */
  readonly conditions: readonly Condition[];
}

/** Judges whether a service that a statement admits acts for our own resources alone. */
export function judgeSource(
  { path, service, sending, conditions }: AdmittedService,
  context: CheckContext,
): readonly Observation[] {
  const limit = sourceLimit(conditions, context);
  if (limit === "ours" || sending === "silent") return [];
  if (limit === "undecided") {
    return [undecided(path, `The source that limits ${service} is unknown.`)];
  }
  if (sending === "unlisted") return [unlisted(path, service)];
  const message =
    limit === "without-account"
      ? `${service} is limited by an ARN that holds no account, so whoever takes over its name is admitted.`
      : `${service} may act for any account.`;
  return [{ verdict: "fail", path, message, fix: sourceFix(context) }];
}

/** The condition to add, with our account where there is only one. */
export function sourceFix({ accounts }: Pick<CheckContext, "accounts">): string {
  const [account] = accounts;
  const value = accounts.size === 1 && account !== undefined ? account : "your account id";
  return `Add the condition StringEquals aws:SourceAccount ${value}, or ArnLike aws:SourceArn with the ARN of the source.`;
}

const unlisted = (path: string, service: string): Observation => ({
  verdict: "undecided",
  path,
  message: `Whether ${service} sends aws:SourceArn or aws:SourceAccount is not in the table of ${sourceSendersDate}.`,
  fix: "Look it up in the service's guide under confused deputy prevention, and add the condition where it is sent.",
  level: "advisory",
});

import { isE164 } from "../../../plan/incident-response/telephone";
import { markdownTable } from "../markdown";
import { code, type Subject } from "./subject";

/** Whom every alert reaches, in a sentence. */
export function toldLine({ plan, context }: Subject): readonly string[] {
  const people = plan.alerts.subscriptions.map(({ endpoint }) => code(endpoint));
  return [
    `Told, by topic ${code(plan.alerts.name)}: ${people.join(", ")}. Escalate to ${code(context.config.incidentResponse.escalationEmail)}.`,
    "",
  ];
}

/** Whom to call, and how each of them is told. */
export function contactTable({ context }: Subject): string {
  const { securityEmail, escalationEmail, phone } = context.config.incidentResponse;
  return markdownTable(
    ["Contact", "For", "Told"],
    [
      [code(securityEmail), "every alert; leads the response", "by e-mail, once confirmed"],
      [
        code(escalationEmail),
        "when security does not answer within 15 minutes, or an assessment says so",
        "by e-mail of every alert, once confirmed",
      ],
      [
        code(phone),
        phoneUse(phone),
        isE164(phone) ? "by SMS of every alert" : "by nobody: dial it",
      ],
    ],
  );
}

const phoneUse = (phone: string): string =>
  isE164(phone)
    ? "when mail is not answered"
    : "when mail is not answered; letters stand for the keys of a telephone, no SMS can be sent to it";

import { hasWildcard } from "./check";
import type { PrincipalEntry } from "./document";
import { serviceName } from "./service-names";

/** What a principal of a statement means, whatever its spelling. */
export type PrincipalForm =
  | { readonly kind: "everybody" }
  /** A pattern below everybody, such as every role of an account. */
  | { readonly kind: "pattern" }
  /** A whole account: its root ARN or its bare id. */
  | { readonly kind: "account"; readonly account: string }
  /** One user, role or group ARN. */
  | { readonly kind: "identity"; readonly account: string; readonly arn: string }
  /** One session of a role. */
  | { readonly kind: "session"; readonly account: string; readonly role: string }
  /** An id such as `AROA…`, which stands in for an identity that was deleted or not created yet. */
  | { readonly kind: "unique-id"; readonly id: string }
  | { readonly kind: "canonical-user"; readonly id: string }
  | { readonly kind: "service"; readonly service: string }
  | { readonly kind: "service-pattern" }
  | { readonly kind: "federated"; readonly provider: string }
  | { readonly kind: "reference" }
  | { readonly kind: "unknown" }
  | { readonly kind: "unreadable"; readonly text: string };

/** Reads a principal. Kinds are compared without regard to case, as element names are. */
export function principalForm({ type, entry }: PrincipalEntry): PrincipalForm {
  if (entry.kind !== "text") return { kind: entry.kind };
  const { text } = entry;
  switch (type.toLowerCase()) {
    case "service":
      return serviceForm(text);
    case "federated":
      return hasWildcard(text)
        ? { kind: "everybody" }
        : { kind: "federated", provider: text.toLowerCase() };
    case "canonicaluser":
      return hasWildcard(text) ? { kind: "everybody" } : { kind: "canonical-user", id: text };
    default:
      return awsForm(text);
  }
}

function serviceForm(text: string): PrincipalForm {
  if (hasWildcard(text)) return { kind: "service-pattern" };
  const service = serviceName(text);
  return service === undefined ? { kind: "unreadable", text } : { kind: "service", service };
}

// IAM User Guide, "AWS JSON policy elements: Principal" and "IAM identifiers" (unique ids).
function awsForm(text: string): PrincipalForm {
  if (hasWildcard(text)) return { kind: /^[*?:]+$/.test(text) ? "everybody" : "pattern" };
  if (/^\d{12}$/.test(text)) return { kind: "account", account: text };
  if (/^A[A-Z]{3}[A-Z0-9]{12,}$/.test(text)) return { kind: "unique-id", id: text };
  return arnPrincipal(text);
}

function arnPrincipal(text: string): PrincipalForm {
  const [, service, account = "", resource = ""] = arnForm.exec(text) ?? [];
  if (account === "") return { kind: "unreadable", text };
  if (service === "sts") return { kind: "session", account, role: resource.split("/")[1] ?? "" };
  return resource === "root"
    ? { kind: "account", account }
    : { kind: "identity", account, arn: text };
}

const arnForm = /^arn:[^:]+:(iam|sts)::([^:]+):(.+)$/;

/** Whether an account is ours; without a list of ours nobody can tell. */
export function ownership(
  account: string,
  accounts: ReadonlySet<string>,
): "ours" | "foreign" | "unknown" {
  if (accounts.has(account)) return "ours";
  return accounts.size === 0 ? "unknown" : "foreign";
}

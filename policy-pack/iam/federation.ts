import { type Demand, demand } from "./condition-demands";
import type { Condition } from "./document";

/** What a federated principal must be asked for. */
export interface FederationClaim {
  /** Claim, such as `sub`. */
  readonly claim: string;
  /** Whether the conditions ask for it narrowly enough. */
  readonly demand: Demand;
}

/** Kinds of identity providers. */
export type ProviderKind = "oidc" | "saml" | "cognito";

/** The kind of a provider named by ARN or, for the public ones, by host. */
export function providerKind(provider: string): ProviderKind {
  if (provider.includes(":saml-provider/")) return "saml";
  return provider === "cognito-identity.amazonaws.com" ? "cognito" : "oidc";
}

/** What the conditions of a statement must ask of a provider's tokens. */
export function federationClaims(
  provider: string | undefined,
  conditions: readonly Condition[],
  isStrict: boolean,
): readonly FederationClaim[] {
  const claim = (name: string, asked: Demand): FederationClaim => ({ claim: name, demand: asked });
  const exact = (...names: readonly string[]) =>
    demand(conditions, {
      isKey: claimKey(provider, names),
      accepts: (value, isPattern) => !isPattern && value !== "",
    });
  switch (provider === undefined ? "oidc" : providerKind(provider)) {
    case "saml":
      return [claim("aud", exact("aud"))];
    case "cognito":
      return [claim("aud", exact("aud")), claim("amr", cognitoLogin(conditions, isStrict))];
    case "oidc": {
      const accepts = (value: string, isPattern: boolean) =>
        isPattern ? isNarrowPattern(value, isStrict) : value !== "";
      const subject = claimKey(provider, ["sub", "id", "user_id"]);
      // Login with Amazon and Facebook call the audience `app_id`; Google also sends `azp`.
      return [
        claim("aud", exact("aud", "azp", "app_id")),
        claim("sub", demand(conditions, { isKey: subject, accepts })),
      ];
    }
  }
}

// Guests have no identity: `unauthenticated` is everybody on the Internet.
const cognitoLogin = (conditions: readonly Condition[], isStrict: boolean): Demand =>
  demand(conditions, {
    isKey: claimKey("cognito-identity.amazonaws.com", ["amr"]),
    accepts: (value, isPattern) => !isPattern && (!isStrict || value !== "unauthenticated"),
  });

// A key belongs to its provider: `sub` of another host never appears in the request.
function claimKey(provider: string | undefined, names: readonly string[]) {
  const host = provider === undefined ? undefined : hostOf(provider);
  return (key: string): boolean => {
    const colon = key.lastIndexOf(":");
    const isOfProvider = host === undefined || key.slice(0, colon) === host;
    return isOfProvider && names.includes(key.slice(colon + 1));
  };
}

function hostOf(provider: string): string {
  const lower = provider.toLowerCase();
  return lower.includes(":saml-provider/") ? "saml" : lower.replace(/^.*:oidc-provider\//, "");
}

/**
 * Subjects whose pattern still names one repository or workspace. Source: the providers' descriptions of their
 * subject claims (GitHub Actions, GitLab, HCP Terraform, Bitbucket, CircleCI), read 2026-11. Subjects of other
 * providers must be exact.
 */
const narrowSubjects: readonly RegExp[] = [
  /^repo:[^/:*?]+\/[^/:*?]+:(?<rest>.+)$/,
  /^project_path:[^:*?]+:(?<rest>.+)$/,
  /^organization:[^:*?]+:project:[^:*?]+:workspace:[^:*?]+:(?<rest>.+)$/,
  /^\{?[0-9a-f-]{36}\}?:(?<rest>.+)$/,
  /^org\/[^/*?]+\/project\/[^/*?]+\/(?<rest>.+)$/,
];

function isNarrowPattern(value: string, isStrict: boolean): boolean {
  return narrowSubjects.some((form) => {
    const rest = form.exec(value)?.groups?.["rest"];
    return rest !== undefined && !(isStrict && /^[*?]+$/.test(rest));
  });
}

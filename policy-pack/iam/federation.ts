import { type Demand, demand } from "./condition-demands";
import type { Condition } from "./document";

/** What a federated principal must be asked for. */
export interface FederationClaim {
  /** Claim, such as `sub`. */
  readonly claim: string;
  /** Whether the conditions ask for it narrowly enough. */
  readonly demand: Demand;
}

type ProviderKind = "oidc" | "saml" | "cognito";

// The kind of a provider named by ARN or, for the public ones, by host.
function providerKind(provider: string): ProviderKind {
  if (provider.includes(":saml-provider/")) return "saml";
  return provider === cognitoHost ? "cognito" : "oidc";
}

/**
 * What the conditions of a statement must ask of a provider's tokens. Of an unknown provider, what they ask of any
 * kind counts: conditions on the claims of one kind keep out tokens of the others.
 */
export function federationClaims(
  provider: string | undefined,
  conditions: readonly Condition[],
  isStrict: boolean,
): readonly FederationClaim[] {
  if (provider !== undefined) {
    return claimsOf(providerKind(provider), { host: hostOf(provider), conditions, isStrict });
  }
  const readings = [
    claimsOf("saml", { host: samlHost, conditions, isStrict }),
    claimsOf("cognito", { host: cognitoHost, conditions, isStrict }),
    claimsOf("oidc", { host: undefined, conditions, isStrict }),
  ];
  return readings.reduce((best, each) => (missing(each) <= missing(best) ? each : best));
}

// The reading that the conditions fit best; the last of those that they fit equally badly.
const weights: Readonly<Record<Demand, number>> = { met: 0, undecided: 1, unmet: 10 };

const missing = (claims: readonly FederationClaim[]): number =>
  Math.max(...claims.map(({ demand: asked }) => weights[asked]));

interface Asked {
  /** Host whose keys count; undefined when the keys of any host do. */
  readonly host: string | undefined;
  readonly conditions: readonly Condition[];
  readonly isStrict: boolean;
}

function claimsOf(
  kind: ProviderKind,
  { host, conditions, isStrict }: Asked,
): readonly FederationClaim[] {
  const claim = (name: string, asked: Demand): FederationClaim => ({ claim: name, demand: asked });
  const exact = (...names: readonly string[]) =>
    demand(conditions, {
      isKey: claimKey(host, names),
      accepts: (value, isPattern) => !isPattern && value !== "",
    });
  switch (kind) {
    case "saml":
      return [claim("aud", exact("aud"))];
    case "cognito":
      return [claim("aud", exact("aud")), claim("amr", cognitoLogin(conditions, isStrict))];
    case "oidc": {
      const accepts = (value: string, isPattern: boolean) =>
        isPattern ? isNarrowPattern(value, isStrict) : value !== "";
      const subject = claimKey(host, ["sub", "id", "user_id"]);
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
    isKey: claimKey(cognitoHost, ["amr"]),
    accepts: (value, isPattern) => !isPattern && (!isStrict || value !== "unauthenticated"),
  });

// A key belongs to its provider: `sub` of another host never appears in the request.
function claimKey(host: string | undefined, names: readonly string[]) {
  return (key: string): boolean => {
    const colon = key.lastIndexOf(":");
    const isOfProvider = host === undefined || key.slice(0, colon) === host;
    return isOfProvider && names.includes(key.slice(colon + 1));
  };
}

const samlHost = "saml";
const cognitoHost = "cognito-identity.amazonaws.com";

function hostOf(provider: string): string {
  const lower = provider.toLowerCase();
  return lower.includes(":saml-provider/") ? samlHost : lower.replace(/^.*:oidc-provider\//, "");
}

/**
 * Subjects whose pattern still names one repository or workspace, as the providers describe their subject claims:
 * GitHub Actions, GitLab, HCP Terraform, Bitbucket and CircleCI, in this order. Subjects of other providers must be
 * exact.
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

import * as pulumi from "@pulumi/pulumi";
import type { Estate } from "./estate";
import type { Service, Settings } from "./settings";

/** Values of environment variables, by name. */
export type Environment = Readonly<Record<string, pulumi.Input<string>>>;

/** Port that services listen on; the estate's security groups and target groups know no other. */
export const port = 8443;

/** What the services are told; `services/<service>/config.ts` says what each variable means. */
export const environments: Readonly<
  Record<Service, (estate: Estate, settings: Settings) => Environment>
> = {
  orbit: (estate, settings) => ({
    AWS_REGION: settings.region,
    PORT: String(port),
    TLS: "self-signed",
    ...inbound(estate, settings),
    AXON_URL: pulumi.interpolate`https://${meshHost(estate, "axon")}/reason`,
    AXON_SIGNING: "vpc-lattice-svcs",
    ACCESS_ROLE_ARN: estate.text("roleArns", "orbit-to-axon"),
    AXON_SERVICE_ARN: estate.text("meshOutputs", "serviceArns", "axon"),
    GOVERNANCE_ALIAS_ARN: estate.text("governance", "aliasArns", "orbit"),
  }),
  axon: (estate, settings) => ({
    AWS_REGION: settings.region,
    PORT: String(port),
    TLS: "self-signed",
    ...verification(estate, settings, { callee: "axon", callers: ["orbit"] }),
    ...reasoner(settings.model),
  }),
};

/** Orbit works for governed calls where it has callers; where it has none, the estate lets nobody reach it. */
const inbound = (estate: Estate, settings: Settings): Environment =>
  settings.orbitCallers.length === 0
    ? { INBOUND: "network", PUBLIC_HOST: "orbit" }
    : {
        INBOUND: "governed",
        ...verification(estate, settings, { callee: "orbit", callers: settings.orbitCallers }),
      };

/** How a callee verifies calls through the mesh. */
function verification(
  estate: Estate,
  { allowedAccountIds: [accountId] }: Settings,
  { callee, callers }: { readonly callee: Service; readonly callers: readonly string[] },
): Environment {
  const accessRoles = Object.fromEntries(
    callers.map((caller) => [caller, estate.text("roleArns", `${caller}-to-${callee}`)]),
  );
  return {
    // The estate's endpoint of DynamoDB has no private DNS, and axon's subnets have no other way out.
    AWS_ENDPOINT_URL_DYNAMODB: pulumi.interpolate`https://${estate.text("endpointDnsNames", "dynamodb")}`,
    // What callers write into the host header, and what receipts are bound to.
    PUBLIC_HOST: meshHost(estate, callee),
    IDENTITY: "lattice",
    CALLER_ACCOUNT_ID: accountId,
    CALLER_ROLES: pulumi.all(accessRoles).apply(roleNames),
    RECEIPT_SIGNING: estate.text("governance", "receiptSigning"),
    RECEIPT_ANCHORS: estate
      .value("governance", "receiptAnchors")
      .apply((anchors) => JSON.stringify(anchors)),
    SINGLE_USE: estate
      .value("governance", "singleUse")
      .apply((singleUse) => (singleUse === false ? "expiry-only" : "table")),
    ACCEPTED_POLICIES: "table",
    TABLE_NAME: estate.text("governance", "tableName"),
  };
}

/** JSON of role names by caller, from ARNs. */
const roleNames = (arns: Readonly<Record<string, string>>): string =>
  JSON.stringify(
    Object.fromEntries(
      Object.entries(arns).map(([caller, arn]) => [caller, [arn.split("/").at(-1)]]),
    ),
  );

// The estate lets axon ask the models that it declares for axon, and no other: see README.md.
const reasoner = (model: string | undefined): Environment =>
  model === undefined ? { REASONER: "offline" } : { REASONER: "bedrock", BEDROCK_MODEL_ID: model };

const meshHost = (estate: Estate, service: Service): pulumi.Output<string> =>
  estate.text("meshOutputs", "serviceDomainNames", service);

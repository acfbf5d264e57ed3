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
  orbit: (estate, { region }) => ({
    AWS_REGION: region,
    PORT: String(port),
    PUBLIC_HOST: "orbit",
    TLS: "self-signed",
    AXON_URL: pulumi.interpolate`https://${axonHost(estate)}/reason`,
    AXON_SIGNING: "vpc-lattice-svcs",
    ACCESS_ROLE_ARN: estate.text("roleArns", "orbit-to-axon"),
    GOVERNANCE_ALIAS_ARN: estate.text("governance", "aliasArns", "orbit"),
  }),
  axon: (estate, { region, allowedAccountIds: [accountId] }) => ({
    AWS_REGION: region,
    // The estate's endpoint of DynamoDB has no private DNS, and axon's subnets have no other way out.
    AWS_ENDPOINT_URL_DYNAMODB: pulumi.interpolate`https://${estate.text("endpointDnsNames", "dynamodb")}`,
    PORT: String(port),
    // What callers write into the host header, and what receipts are bound to.
    PUBLIC_HOST: axonHost(estate),
    TLS: "self-signed",
    IDENTITY: "lattice",
    CALLER_ACCOUNT_ID: accountId,
    CALLER_ROLES: estate
      .text("roleArns", "orbit-to-axon")
      .apply((arn) => JSON.stringify({ orbit: [arn.split("/").at(-1)] })),
    RECEIPT_SIGNING: estate.text("governance", "receiptSigning"),
    RECEIPT_ANCHORS: estate
      .value("governance", "receiptAnchors")
      .apply((anchors) => JSON.stringify(anchors)),
    SINGLE_USE: estate
      .value("governance", "singleUse")
      .apply((singleUse) => (singleUse === false ? "expiry-only" : "table")),
    ACCEPTED_POLICIES: "table",
    TABLE_NAME: estate.text("governance", "tableName"),
    // No model can be reached from the estate's isolated subnets: see README.md.
    REASONER: "offline",
  }),
};

const axonHost = (estate: Estate): pulumi.Output<string> =>
  estate.text("meshOutputs", "serviceDomainNames", "axon");

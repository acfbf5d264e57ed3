import fc from "fast-check";
import type { PlanContext } from "../../plan/context";
import type { PolicyDocument, Statement } from "../../plan/document";
import { type EstatePlan, planEstate } from "../../plan/estate";
import type { RolePlan } from "../../plan/identity";
import { planContext } from "../support/context";

/** Configuration sections that replace those of the example. */
export type Overrides = Readonly<Record<string, unknown>>;

/** The migration backend. */
export const appMesh = {
  mesh: { backend: "app-mesh", acknowledgeAppMeshEnded: true, namespace: "agents.internal" },
};

const longNames = ["orchestration-worker", "reasoning-coordinate", "retrieval-summarizer"] as const;
const secretNames = ["customer-api-token-a", "customer-api-token-b", "customer-api-token-c"];

const operationsOf = (callee: string) =>
  ["/reason", "/reason/again", "/plans/of-this-tenant"].map((path) => ({
    method: "POST",
    path,
    intent: `ask-${callee}`.slice(0, 20),
  }));

// As many as configuration accepts, as long as it accepts, and of both kinds.
const mostPeople = (role: string) =>
  Array.from({ length: 8 }, (_, index) => {
    const isUser = index % 2 === 0;
    const start = `arn:aws:iam::111122223333:${isUser ? "user" : "role"}/${role}-${String(index)}`;
    return { arn: start.padEnd(140, "n"), mfa: isUser ? "iam" : "identity-provider" };
  });

/** Everybody whom a configuration may let in, two of them as users of IAM. */
export const everybody: Overrides = {
  identity: {
    people: {
      readers: [{ arn: "arn:aws:iam::111122223333:user/reader" }],
      responders: [
        { arn: "arn:aws:iam::111122223333:user/responder" },
        { arn: "arn:aws:iam::111122223333:role/sso/responder", mfa: "identity-provider" },
      ],
      breakGlass: [{ arn: "arn:aws:iam::111122223333:role/sso/chief", mfa: "identity-provider" }],
    },
    deployment: {
      buildSubjects: ["repo:acme/agents:ref:refs/heads/main"],
      releaseSubjects: ["repo:acme/agents:environment:production"],
      workload: "agent-service-dev",
    },
    deployerArns: ["arn:aws:iam::111122223333:role/security/deployer"],
  },
};

/** Three services whose names have the most characters that configuration accepts, all with secrets. */
export const longestNames: Overrides = {
  environment: "prod",
  services: Object.fromEntries(
    longNames.map((name, index) => [
      name,
      { tier: index === 0 ? "private" : "axon-runtime", secrets: secretNames },
    ]),
  ),
  edges: [
    { from: longNames[0], to: longNames[1], operations: operationsOf(longNames[1]) },
    { from: longNames[0], to: longNames[2], operations: operationsOf(longNames[2]) },
    { from: longNames[1], to: longNames[2], operations: operationsOf(longNames[2]) },
  ],
  identity: {
    people: {
      readers: mostPeople("reader"),
      responders: mostPeople("responder"),
      breakGlass: mostPeople("break-glass"),
    },
    deployment: {
      issuer: `https://${"issuer.".repeat(15)}test`,
      audience: "audience".repeat(15),
      buildSubjects: ["a", "b", "c", "d", "e"].map((letter) => letter.repeat(200)),
      releaseSubjects: ["f", "g", "h", "i", "j"].map((letter) => letter.repeat(200)),
      workload: "w".repeat(100),
    },
    deployerArns: ["arn:aws:iam::111122223333:role/security/deployer"],
  },
  keys: { administratorArns: ["arn:aws:iam::111122223333:role/security/key-administrator"] },
};

const novaOf = (region: string) =>
  `arn:aws:bedrock:${region}::foundation-model/amazon.nova-lite-v1:0`;

/** A model of the stack's Region, asked for by one service. */
export const foundationModel = { arn: novaOf("us-east-1") };

/** A profile of the stack's account, and the models that it routes to. */
export const inferenceProfile = {
  arn: "arn:aws:bedrock:us-east-1:111122223333:inference-profile/us.amazon.nova-lite-v1:0",
  foundationModels: ["us-east-1", "us-east-2", "us-west-2"].map(novaOf),
};

/** Two services with models: one with a profile, one with a model of the Region. */
export const withModels: Overrides = {
  services: {
    orbit: { tier: "private", secrets: ["api-token"], models: [foundationModel] },
    axon: { tier: "axon-runtime", secrets: ["model-key"], models: [inferenceProfile] },
  },
};

/** Configurations that differ in everything a plan branches on. */
export const examples: Readonly<Record<string, Overrides>> = {
  dev: {},
  prod: { environment: "prod", accountBaseline: "owner" },
  "signed code and two generations of keys": {
    governance: { codeSigning: true, receipts: { keyGenerations: [1, 2] } },
  },
  "the App Mesh backend": appMesh,
  "the longest names": longestNames,
  models: withModels,
  everybody,
  "everybody, in the account's own stack": { ...everybody, accountBaseline: "owner" },
  "everybody, and no services": { ...everybody, services: {}, edges: [] },
  "no secrets and no edges": { services: { orbit: { tier: "private" } }, edges: [] },
  "no services": { services: {}, edges: [] },
};

/** Runs `use` with each example's context and plan. */
export function forEachExample(
  use: (title: string, context: PlanContext, plan: EstatePlan) => void,
): void {
  for (const [title, overrides] of Object.entries(examples)) {
    const context = planContext(overrides);
    use(title, context, planEstate(context.config, context.environment));
  }
}

/** Up to eight services and eight edges without a cycle, on any backend and with any egress. */
export const arbitraryOverrides: fc.Arbitrary<Overrides> = fc
  .record({
    tiers: fc.array(fc.constantFrom("private", "axon-runtime"), { minLength: 1, maxLength: 8 }),
    ports: fc.array(fc.constantFrom(443, 8443, 9443), { minLength: 8, maxLength: 8 }),
    pairs: fc.array(fc.tuple(fc.nat(7), fc.nat(7)), { maxLength: 8 }),
    natGateways: fc.constantFrom("none", "single", "per-zone"),
    backend: fc.constantFrom({}, appMesh),
  })
  .map(({ tiers, ports, pairs, natGateways, backend }) => {
    const name = (index: number) => `service-${String(index)}`;
    const forward = pairs.filter(([from, to]) => from < to && to < tiers.length);
    const unique = [...new Map(forward.map((pair) => [pair.join("-"), pair])).values()];
    return {
      ...backend,
      network: { cidr: "10.20.0.0/16", zones: ["us-east-1a", "us-east-1b"], natGateways },
      services: Object.fromEntries(
        tiers.map((tier, index) => [name(index), { tier, port: ports[index] }]),
      ),
      edges: unique.map(([from, to]) => ({
        from: name(from),
        to: name(to),
        operations: operationsOf(name(to)),
      })),
    };
  });

/** One document of a plan. */
export interface PlannedDocument {
  /** What carries it. */
  readonly id: string;
  /** Where it is attached: decides what `*` as a resource means. */
  readonly kind: "permissions" | "boundary" | "trust" | "key" | "endpoint" | "lattice" | "resource";
  /** The document. */
  readonly document: PolicyDocument;
}

/** Every document of a plan. */
export function documentsOf(plan: EstatePlan): readonly PlannedDocument[] {
  const { identity, keys, endpoints, mesh, secrets, alerts, auditTrail, logGroups } = plan;
  const { evidence, response } = plan;
  const { deadLetters } = plan.governance.function;
  const { signing } = plan.governance;
  const lattice = mesh.backend === "vpc-lattice" ? [mesh, ...mesh.services] : [];
  const delivery = logGroups.delivery?.document;
  return [
    ...identity.roles.flatMap(
      ({ key, policy, attached, boundary, trustPolicy }): PlannedDocument[] => [
        ...(policy === undefined
          ? []
          : [{ id: key, kind: "permissions" as const, document: policy }]),
        ...attached.map(({ document }) => ({ id: key, kind: "permissions" as const, document })),
        { id: key, kind: "boundary", document: boundary },
        { id: key, kind: "trust", document: trustPolicy },
      ],
    ),
    ...keys.keys.map(({ logicalName: id, policy: document }) => ({
      id,
      kind: "key" as const,
      document,
    })),
    ...endpoints.endpoints.map(({ key: id, policy: document }) => ({
      id,
      kind: "endpoint" as const,
      document,
    })),
    ...lattice.map(({ name: id, authPolicy: document }) => ({
      id,
      kind: "lattice" as const,
      document,
    })),
    ...secrets.secrets.map(({ key: id, policy: document }) => ({
      id,
      kind: "resource" as const,
      document,
    })),
    { id: alerts.name, kind: "resource", document: alerts.policy },
    {
      id: `queue ${alerts.deadLetters.name}`,
      kind: "resource",
      document: alerts.deadLetters.policy,
    },
    { id: auditTrail.bucket, kind: "resource", document: auditTrail.bucketPolicy },
    { id: evidence.bucket, kind: "resource", document: evidence.policy },
    { id: evidence.accessLogs.name, kind: "resource", document: evidence.accessLogs.policy },
    { id: response.delivery.name, kind: "resource", document: response.delivery.document },
    { id: `queue ${deadLetters.name}`, kind: "resource", document: deadLetters.policy },
    ...(signing === undefined ? [] : [signing.code, signing.accessLogs]).map(
      ({ name: id, policy: document }) => ({ id, kind: "resource" as const, document }),
    ),
    ...(delivery === undefined
      ? []
      : [{ id: "delivery", kind: "resource" as const, document: delivery }]),
  ];
}

/** The statements of a document that grant something. */
export const allowsOf = ({ Statement }: PolicyDocument): readonly Statement[] =>
  Statement.filter(({ Effect }) => Effect === "Allow");

/** The statements that grant a role something, in its own policy and in those attached to it. */
export const permissionsOf = ({
  policy,
  attached,
}: Pick<RolePlan, "policy" | "attached">): readonly Statement[] =>
  [...(policy === undefined ? [] : [policy]), ...attached.map(({ document }) => document)].flatMap(
    allowsOf,
  );

// The longest ARN that AWS can put in place of a reference.
const longestArn = `arn:aws:kms:ap-southeast-2:111122223333:key/${"0".repeat(36)}`;

/** Characters of a document that AWS counts against its quotas: all but white space, references resolved. */
export function countedLength(document: PolicyDocument): number {
  const text = JSON.stringify(document, (_key, value: unknown) =>
    isReference(value) ? `${longestArn}${value.suffix ?? ""}` : value,
  );
  return text.replaceAll(/\s/g, "").length;
}

/** Whether a value stands for an ARN that AWS chooses. */
export const isReference = (value: unknown): value is { ref: string; suffix?: string } =>
  typeof value === "object" && value !== null && "ref" in value;

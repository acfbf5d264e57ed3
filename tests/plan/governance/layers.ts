import type { PlanContext } from "../../../plan/context";
import type { PolicyDocument, Statement } from "../../../plan/document";
import type { EstatePlan } from "../../../plan/estate";
import { parseBundle } from "../../../runtime/governance/bundle";
import { createCedarEngine } from "../../../runtime/governance/cedar-engine";
import { loadCedar } from "../../../runtime/governance/cedar-module";

/** A call that may or may not be allowed. */
export interface Candidate {
  readonly from: string;
  readonly to: string;
  readonly intent: string;
  readonly method: string;
  readonly path: string;
}

/** The calls of a graph, and as many that are not: every caller with every intent on every operation. */
export function candidates({ config }: PlanContext): readonly Candidate[] {
  const services = Object.keys(config.services);
  const operations = config.edges.flatMap((edge) => edge.operations);
  const requests = [...operations, { method: "PUT", path: "/elsewhere", intent: "else" }];
  const intents = new Set(requests.map(({ intent }) => intent));
  const unique = new Map(
    services.flatMap((to) =>
      requests.map(({ method, path }) => [`${to} ${method} ${path}`, { to, method, path }]),
    ),
  );
  return services.flatMap((from) =>
    [...intents].flatMap((intent) =>
      [...unique.values()].map((operation) => ({ from, intent, ...operation })),
    ),
  );
}

/** Whether the graph declares a call. */
export function isDeclared({ config }: PlanContext, candidate: Candidate): boolean {
  return config.edges.some(
    ({ from, to, operations }) =>
      from === candidate.from &&
      to === candidate.to &&
      operations.some(
        ({ intent, method, path }) =>
          intent === candidate.intent && method === candidate.method && path === candidate.path,
      ),
  );
}

// Loading costs more than all decisions of a test; a session parses its own policies under the names of the former.
const cedar = loadCedar();

/** The real engine over the text that is deployed; it decides until the next one is made. */
export function engineOf(text: string) {
  const parsed = parseBundle(text);
  if (parsed === undefined) throw new Error("the planned text is no bundle");
  return createCedarEngine(parsed.bundle, { load: () => cedar });
}

/** A question to the engine about a candidate, with no delegator. */
export const questionOf = ({ from, to, intent, method, path }: Candidate, delegationDepth = 0) => ({
  principal: from,
  action: intent,
  resource: `${to}:${method}:${path}`,
  context: { method, path, delegationDepth },
});

interface Request {
  readonly principal: string;
  readonly action: string;
  readonly resource: string;
  readonly context: Readonly<Record<string, string>>;
}

/** Whether an IAM-style document allows a request: some grant matches, and no denial. */
export function allows(document: PolicyDocument | undefined, request: Request): boolean {
  const matching = (document?.Statement ?? []).filter((statement) => matches(statement, request));
  return matching.length > 0 && matching.every(({ Effect }) => Effect === "Allow");
}

function matches({ Principal, Action, Resource, Condition }: Statement, request: Request): boolean {
  const principals = Principal === undefined || Principal === "*" ? ["*"] : (Principal.AWS ?? []);
  const resources = (Resource ?? ["*"]).map((resource) =>
    typeof resource === "string" ? resource : `${resource.ref}${resource.suffix ?? ""}`,
  );
  const tests = Object.values(Condition ?? {}).flatMap((operator) => Object.entries(operator));
  return (
    isListed(principals, request.principal) &&
    Action.includes(request.action) &&
    isListed(resources, request.resource) &&
    tests.every(([key, value]) => request.context[key] === value)
  );
}

const isListed = (values: readonly string[], value: string) =>
  values.includes("*") || values.includes(value);

const invoke = "vpc-lattice-svcs:Invoke";

/** Roles that a service's tasks may assume, by what its own role grants and by which roles trust it. */
export function assumableRoles({ identity }: EstatePlan, { names }: PlanContext, service: string) {
  const task = identity.roles.find(({ key }) => key === `${service}-task`);
  const principal = names.roleArn(names.taskRole(service));
  const mayAssume = (resource: string) =>
    allows(task?.policy, { principal, action: "sts:AssumeRole", resource, context: {} });
  const { roles } = identity;
  return {
    granted: roles.filter(({ name }) => mayAssume(names.roleArn(name))),
    trusting: roles.filter(({ trustPolicy }) => trusts(trustPolicy, principal)),
  };
}

// What a session must carry is tested with the identity plan; here it is about who may assume.
const trusts = ({ Statement }: PolicyDocument, arn: string): boolean =>
  Statement.some(({ Principal }) => Principal !== "*" && (Principal?.AWS ?? []).includes(arn));

/** Whether IAM lets a service send a request to a callee; it knows no method. */
export function iamAllows(plan: EstatePlan, context: PlanContext, candidate: Candidate): boolean {
  const { granted, trusting } = assumableRoles(plan, context, candidate.from);
  const roles = granted.filter((role) => trusting.includes(role));
  return roles.some(({ policy }) =>
    allows(policy, {
      principal: "",
      action: invoke,
      resource: `mesh-${candidate.to}${candidate.path}`,
      context: {},
    }),
  );
}

/** Whether the mesh lets a service's request through, at the network and at the callee. */
export function latticeAllows(
  plan: EstatePlan,
  context: PlanContext,
  candidate: Candidate,
): boolean {
  const { mesh } = plan;
  if (mesh.backend !== "vpc-lattice") throw new Error("this is about VPC Lattice");
  const callee = mesh.services.find(({ service }) => service === candidate.to);
  return assumableRoles(plan, context, candidate.from).trusting.some(({ name }) => {
    const request = {
      principal: context.names.roleArn(name),
      action: invoke,
      resource: "",
      context: {
        "vpc-lattice-svcs:RequestMethod": candidate.method,
        "vpc-lattice-svcs:RequestPath": candidate.path,
      },
    };
    return allows(mesh.authPolicy, request) && allows(callee?.authPolicy, request);
  });
}

/** Pairs of services that security groups let talk to each other on App Mesh, where no mesh stands between them. */
export function openPairs({ securityGroups }: EstatePlan): readonly string[] {
  const services = securityGroups.groups.flatMap(({ service }) => service ?? []);
  return securityGroups.rules
    .filter(({ direction }) => direction === "egress")
    .flatMap(({ group, peer }) => (peer.kind === "security-group" ? [[group, peer.key]] : []))
    .filter((pair) => pair.every((key) => services.includes(key)))
    .map((pair) => pair.join(" "))
    .sort();
}

/** Services that security groups let into the mesh, and those that it may reach. */
export function openSides({ securityGroups: { rules } }: EstatePlan) {
  const sides = (direction: "egress" | "ingress") =>
    rules
      .filter((rule) => rule.direction === direction && rule.peer.kind === "managed-prefix-list")
      .map(({ group }) => group)
      .sort();
  return { callers: sides("egress"), callees: sides("ingress") };
}

import type { PlanContext } from "../context";
import type { PolicyDocument, Statement } from "../document";
import { policyDocument } from "../document";
import { logicalNames } from "../naming";
import type { Tags } from "../tags";
import { serviceTags } from "../tags";
import { type EdgePlan, planEdges } from "./edges";

/** One allowed operation as a listener rule: everything else gets 404. */
export interface LatticeRulePlan {
  /** Stable key and physical name, unique in the listener. */
  readonly name: string;
  /** Position; lower first. */
  readonly priority: number;
  /** HTTP method. */
  readonly method: string;
  /** Exact path. */
  readonly path: string;
}

/** A callee behind VPC Lattice. */
export interface LatticeServicePlan {
  /** Logical name, which documents refer to. */
  readonly logicalName: string;
  /** The service of the graph. */
  readonly service: string;
  /** Physical name, 3 to 40 characters. */
  readonly name: string;
  /** Port its tasks listen on with TLS. */
  readonly port: number;
  /** Allowed operations. */
  readonly rules: readonly LatticeRulePlan[];
  /** Who may call what. */
  readonly authPolicy: PolicyDocument;
  /** Tags. */
  readonly tags: Tags;
}

/** The mesh on VPC Lattice. */
export interface LatticePlan {
  /** Discriminant. */
  readonly backend: "vpc-lattice";
  /** Physical name of the service network. */
  readonly name: string;
  /** Who may use the service network at all. */
  readonly authPolicy: PolicyDocument;
  /** Calls between services. */
  readonly edges: readonly EdgePlan[];
  /** Callees. */
  readonly services: readonly LatticeServicePlan[];
  /** Tags. */
  readonly tags: Tags;
}

/** Plans the service network, a service per callee, and auth policies made of edges alone. */
export function planLattice(context: PlanContext): LatticePlan {
  const { config, names, tags } = context;
  const callees = [...new Set(config.edges.map(({ to }) => to))];
  const callers = config.edges.map(({ from, to }) => names.roleArn(names.accessRole(from, to)));
  return {
    backend: "vpc-lattice",
    name: names.name("mesh"),
    authPolicy: policyDocument(networkStatements(callers)),
    edges: planEdges(context),
    services: callees.map((callee) => planService(context, callee)),
    tags,
  };
}

function planService({ config, names, tags }: PlanContext, callee: string): LatticeServicePlan {
  const edges = config.edges.filter(({ to }) => to === callee);
  const accessRole = (from: string, to: string) => names.roleArn(names.accessRole(from, to));
  const operations = edges.flatMap((edge) => edge.operations);
  const unique = [
    ...new Map(operations.map((each) => [`${each.method} ${each.path}`, each])).values(),
  ];
  return {
    logicalName: logicalNames.latticeService(callee),
    service: callee,
    name: names.name(callee),
    port: config.services[callee]?.port ?? 443,
    rules: unique.map(({ method, path }, index) => ({
      name: `operation-${String(index + 1)}`,
      priority: (index + 1) * 10,
      method,
      path,
    })),
    authPolicy: policyDocument([
      ...edges
        .flatMap(({ from, to, operations: allowed }) =>
          allowed.map((operation) => ({ from, role: accessRole(from, to), operation })),
        )
        // Numbered through the document: names of callers that differ in hyphens alone look the same in a Sid.
        .map(({ from, ...call }, index) =>
          invokeStatement({ sid: `${pascal(from)}Operation${String(index + 1)}`, ...call }),
        ),
      denyAnonymous,
    ]),
    tags: serviceTags(tags, callee),
  };
}

/** Part of a Sid: letters and digits only. */
const pascal = (name: string): string =>
  name.replaceAll(/(^|-)([a-z0-9])/g, (_match, _dash, letter: string) => letter.toUpperCase());

interface Invocation {
  readonly sid: string;
  readonly role: string;
  readonly operation: { readonly method: string; readonly path: string };
}

// The policy is attached to one service, so `*` means that service.
const invokeStatement = ({ sid, role, operation }: Invocation): Statement => ({
  Sid: sid,
  Effect: "Allow",
  Principal: { AWS: [role] },
  Action: ["vpc-lattice-svcs:Invoke"],
  Resource: ["*"],
  Condition: {
    StringEquals: {
      "vpc-lattice-svcs:RequestMethod": operation.method,
      "vpc-lattice-svcs:RequestPath": operation.path,
    },
  },
});

function networkStatements(callers: readonly string[]): readonly Statement[] {
  const allow: Statement = {
    Sid: "DeclaredCallers",
    Effect: "Allow",
    Principal: { AWS: callers },
    Action: ["vpc-lattice-svcs:Invoke"],
    Resource: ["*"],
  };
  return callers.length === 0 ? [denyAnonymous] : [allow, denyAnonymous];
}

// AWS's samples and its provider disagree on the letter case of the value (MESH-49).
const denyAnonymous: Statement = {
  Sid: "DenyAnonymous",
  Effect: "Deny",
  Principal: "*",
  Action: ["vpc-lattice-svcs:Invoke"],
  Resource: ["*"],
  Condition: { StringEqualsIgnoreCase: { "aws:PrincipalType": "anonymous" } },
};

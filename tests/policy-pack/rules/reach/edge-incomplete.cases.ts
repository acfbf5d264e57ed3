import type { Properties, Value } from "../../../../policy-pack/engine/value";
import { edgeIncomplete } from "../../../../policy-pack/rules/reach/edge-incomplete";
import {
  component,
  entry,
  group,
  instance,
  networkAcl,
  subnet,
  tcp,
  vpc,
} from "../../../support/policy-pack/reach-network";
import { resource, unknown } from "../../../support/policy-pack/resources";
import { type RuleCase, ruleCases } from "../../../support/policy-pack/rule-cases";

const home = subnet("home", "10.0.0.0/24");
const away = subnet("away", "10.0.1.0/24");
const edge = (more: Properties = {}) => ({
  id: "orbit-axon",
  from: "orbit",
  to: "axon",
  protocol: "tcp",
  port: 8443,
  via: "network",
  ...more,
});
const graph = (more: Properties = {}) =>
  component({
    edges: [edge(more)],
    members: { orbit: { securityGroups: ["orbit"] }, axon: { securityGroups: ["axon"] } },
  });
const orbit = (egress: Value) => group("orbit", { egress });
const axon = (ingress: Value) => group("axon", { ingress });
const inside = tcp(8443, "10.0.0.0/16");
const pair = (egress: Value, ingress: Value, more: Properties = {}) => [
  graph(more),
  vpc,
  home,
  away,
  orbit(egress),
  axon(ingress),
];
const placed = (egress: Value, ingress: Value) => [
  ...pair(inside, inside),
  instance("one", { subnetId: home, groups: [orbit(inside)] }),
  instance("two", { subnetId: away, groups: [axon(inside)] }),
  networkAcl("away", [away], { egress, ingress }),
];
const allow = (more: Properties = {}) => [entry(100, "allow", more)];

const network: readonly RuleCase[] = [
  {
    requirement: "POL-66",
    title: "an edge that both groups open",
    resources: pair(inside, inside),
    verdict: "pass",
  },
  {
    requirement: "POL-241",
    title: "an edge that the caller's group does not let out",
    resources: pair([], inside),
    verdict: "fail",
    level: "advisory",
    path: "/zeroTrust/edges/0",
    message: /Edge orbit-axon from orbit to axon .*: the caller's groups do not let it out\.$/,
    fix: /Open the missing layer/,
    count: 1,
  },
  {
    requirement: "POL-241",
    title: "an edge that the callee's group does not let in",
    resources: pair(inside, []),
    verdict: "fail",
    message: /: the callee's groups do not let it in\.$/,
  },
  {
    title: "an edge that is open on another port",
    resources: pair(inside, inside, { port: 9443 }),
    verdict: "fail",
    message: /let it out; the callee's groups do not let it in/,
  },
  {
    requirement: "POL-66",
    title: "an edge whose service has no member",
    resources: [component({ edges: [edge()] })],
    verdict: "fail",
    message: /no group or resource of orbit is declared; no group or resource of axon is declared/,
  },
  {
    requirement: "POL-245",
    title: "an edge to a group that names an unknown block, which counts as closed",
    resources: pair(inside, tcp(8443, unknown)),
    verdict: "undecided",
    level: "advisory",
    message: /perhaps the callee's groups do not let it in/,
  },
  {
    requirement: "POL-241",
    title: "an edge across ACLs that let packets and replies pass",
    resources: placed(allow(), allow()),
    verdict: "pass",
  },
  {
    requirement: "POL-241",
    title: "an edge across an ACL that lets nothing in",
    resources: placed(allow(), []),
    verdict: "fail",
    message: /routes or network ACLs do not let it pass/,
  },
  {
    requirement: "POL-241",
    title: "an edge across an ACL that lets some replies out",
    resources: placed(allow({ fromPort: 32768, toPort: 40000 }), allow()),
    verdict: "fail",
    message: /: network ACLs do not let every reply pass\.$/,
  },
  {
    requirement: "POL-241",
    title: "an edge across an ACL that lets exactly the replies of Linux clients out",
    resources: placed(allow({ fromPort: 32768, toPort: 60999 }), allow()),
    verdict: "pass",
  },
  {
    title: "an edge between groups that may stand in some subnets of the VPC and not in others",
    resources: [...pair(inside, inside), networkAcl("away", [away], { egress: [], ingress: [] })],
    verdict: "pass",
  },
  {
    title: "an edge between groups in the subnets that are declared, where an ACL stands between",
    resources: [
      component({
        edges: [edge()],
        members: {
          orbit: { securityGroups: ["orbit"], subnets: ["home"] },
          axon: { securityGroups: ["axon"], subnets: ["away"] },
        },
      }),
      vpc,
      home,
      away,
      orbit(inside),
      axon(inside),
      networkAcl("away", [away], { egress: [], ingress: [] }),
    ],
    verdict: "fail",
    message: /routes or network ACLs do not let it pass/,
  },
  {
    title: "an edge over App Mesh that the callee's group does not let in",
    resources: pair(inside, [], { via: "app-mesh" }),
    verdict: "fail",
    message: /the callee's groups do not let it in/,
  },
  {
    title: "an edge to a block that the caller's group lets out",
    resources: pair(tcp(8443, "198.51.100.0/24"), inside, { to: "198.51.100.0/24" }),
    verdict: "pass",
  },
  {
    title: "an edge to a block that the caller's group does not let out",
    resources: pair(inside, inside, { to: "198.51.100.0/24" }),
    verdict: "fail",
    message: /the caller's groups do not let it out/,
  },
  {
    title: "an edge from a block that the callee's group does not let in",
    resources: pair(inside, inside, { from: "198.51.100.0/24" }),
    verdict: "fail",
    message: /the callee's groups do not let it in/,
  },
  {
    title: "an edge to a service of AWS, which is not followed",
    resources: pair([], [], { to: "kms.amazonaws.com" }),
    verdict: "pass",
  },
  {
    title: "a stack without edges",
    resources: [vpc, orbit([]), axon([])],
    verdict: "pass",
  },
];

const role = resource("aws:iam/role:Role", { name: "orbit" }, { name: "orbit-role" });

const identity = (actions: readonly string[], more: Properties = {}) => [
  component({
    edges: [
      {
        id: "orbit-jobs",
        from: "orbit",
        to: "sqs.amazonaws.com",
        protocol: "tcp",
        via: "identity",
        actions,
        ...more,
      },
    ],
    members: { orbit: { roles: ["orbit-role"] } },
  }),
  role,
  resource("aws:iam/rolePolicy:RolePolicy", {
    role: "orbit",
    policy: {
      Statement: [
        {
          Effect: "Allow",
          Action: "sqs:SendMessage",
          Resource: "arn:aws:sqs:eu-west-1:111122223333:jobs",
        },
      ],
    },
  }),
];

const byIdentity: readonly RuleCase[] = [
  {
    title: "an edge by IAM from addresses, which have no role",
    resources: identity(["sqs:ReceiveMessage"], { from: "198.51.100.0/24" }),
    verdict: "pass",
  },
  {
    title: "an edge by IAM whose action the role of another service is allowed",
    resources: identity(["sqs:SendMessage"], { from: "axon" }),
    verdict: "fail",
    message: /no role of axon is allowed sqs:SendMessage/,
  },
  {
    title: "an edge by IAM of a role whose other policy is unknown",
    resources: [
      ...identity(["sqs:ReceiveMessage"]),
      resource(
        "aws:iam/rolePolicy:RolePolicy",
        { role: "orbit", policy: unknown },
        { name: "lost" },
      ),
    ],
    verdict: "undecided",
    message: /no role of orbit is allowed sqs:ReceiveMessage/,
  },
  {
    title: "an edge by IAM whose action a role is allowed that is unknown",
    resources: [
      ...identity(["sqs:ReceiveMessage"]),
      resource(
        "aws:iam/rolePolicy:RolePolicy",
        {
          role: unknown,
          policy: {
            Statement: [{ Effect: "Allow", Action: "sqs:ReceiveMessage", Resource: "*" }],
          },
        },
        { name: "lost" },
      ),
    ],
    verdict: "undecided",
    message: /no role of orbit is allowed sqs:ReceiveMessage/,
  },
  {
    requirement: "POL-66",
    title: "an edge by IAM whose action the caller's role is allowed",
    resources: identity(["sqs:SendMessage"]),
    verdict: "pass",
  },
  {
    requirement: "POL-66",
    title: "an edge by IAM of which one action is allowed to nobody",
    resources: identity(["sqs:SendMessage", "sqs:ReceiveMessage"]),
    verdict: "fail",
    message: /: no role of orbit is allowed sqs:ReceiveMessage\.$/,
  },
];

export const edgeIncompleteNetworkCases = ruleCases(edgeIncomplete, [...network, ...byIdentity]);

import type { StackResource } from "../../../../policy-pack/engine/rule";
import type { Properties, Value } from "../../../../policy-pack/engine/value";
import { edgeIncomplete } from "../../../../policy-pack/rules/reach/edge-incomplete";
import {
  component,
  entry,
  group,
  linkedTo,
  networkAcl,
  subnet,
  tcp,
  vpc,
} from "../../../support/policy-pack/reach-network";
import { resource } from "../../../support/policy-pack/resources";
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
const orbit = (egress: Value) => group("orbit", { egress });
const axon = (ingress: Value) => group("axon", { ingress });
const allow = () => [entry(100, "allow", {})];

const roleArn = "arn:aws:iam::111122223333:role/orbit";
const role = resource("aws:iam/role:Role", { name: "orbit" }, { name: "orbit-role" });
const invoke = { Effect: "Allow", Action: "vpc-lattice-svcs:Invoke" };
const condition = (method: string, path: string) => ({
  StringEquals: {
    "vpc-lattice-svcs:RequestMethod": method,
    "vpc-lattice-svcs:RequestPath": path,
  },
});
const service = resource(
  "aws:vpclattice/service:Service",
  { authType: "AWS_IAM" },
  { name: "lattice-axon" },
);
const mesh = resource(
  "aws:vpclattice/serviceNetwork:ServiceNetwork",
  { authType: "AWS_IAM" },
  { name: "mesh" },
);
const latticeArn = "arn:aws:vpc-lattice:eu-west-1:111122223333:service/svc-0123456789abcdef0";
const served = resource(service.type, service.properties, {
  name: service.name,
  outputs: { arn: latticeArn },
});
const authOf = (target: StackResource, statement: Properties) =>
  linkedTo("aws:vpclattice/authPolicy:AuthPolicy", `${target.name}-auth`, {
    links: { resourceIdentifier: target },
    policy: { Statement: [{ ...invoke, Resource: "*", ...statement }] },
  });
const admits = { Principal: { AWS: roleArn } };
const permit = (statement: Properties) =>
  resource(
    "aws:iam/rolePolicy:RolePolicy",
    { role: "orbit", policy: { Statement: [{ ...invoke, ...statement }] } },
    { name: "orbit-policy" },
  );
const meshGroup = (ingress: Value) => group("mesh", { ingress });
const list = [
  { protocol: "tcp", fromPort: 443, toPort: 443, prefixListIds: ["pl-63a5400a"] },
] as const;
const listed = (port: number) => list.map((each) => ({ ...each, fromPort: port, toPort: port }));
const fromOrbit = linkedTo(
  "aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule",
  "mesh-from-orbit",
  {
    links: { securityGroupId: meshGroup([]), referencedSecurityGroupId: orbit([]) },
    ipProtocol: "tcp",
    fromPort: 443,
    toPort: 443,
  },
);

interface Parts {
  readonly orbitEgress?: Value;
  readonly axonIngress?: Value;
  readonly networkAuth?: Properties;
  readonly serviceAuth?: Properties;
  readonly permission?: Properties;
  readonly admission?: readonly StackResource[];
  readonly members?: Properties;
}

function lattice(parts: Parts = {}): readonly StackResource[] {
  const { orbitEgress = listed(443), axonIngress = listed(8443), admission = [fromOrbit] } = parts;
  return [
    component({
      edges: [edge({ via: "lattice" })],
      members: {
        orbit: { securityGroups: ["orbit"], roles: ["orbit-role"] },
        axon: { securityGroups: ["axon"], services: ["lattice-axon"] },
        ...parts.members,
      },
    }),
    vpc,
    home,
    away,
    orbit(orbitEgress),
    axon(axonIngress),
    meshGroup([]),
    ...admission,
    role,
    served,
    mesh,
    linkedTo(
      "aws:vpclattice/serviceNetworkServiceAssociation:ServiceNetworkServiceAssociation",
      "offered",
      { links: { serviceIdentifier: served, serviceNetworkIdentifier: mesh } },
    ),
    linkedTo(
      "aws:vpclattice/serviceNetworkVpcAssociation:ServiceNetworkVpcAssociation",
      "associated",
      {
        links: {
          serviceNetworkIdentifier: mesh,
          vpcIdentifier: vpc,
          securityGroupIds: [meshGroup([])],
        },
      },
    ),
    linkedTo("aws:vpclattice/listener:Listener", "https", {
      links: { serviceIdentifier: served },
      protocol: "HTTPS",
      port: 443,
    }),
    authOf(mesh, parts.networkAuth ?? admits),
    authOf(served, { ...admits, ...parts.serviceAuth }),
    permit(parts.permission ?? { Resource: `${latticeArn}/*` }),
  ];
}

const layers: readonly RuleCase[] = [
  {
    requirement: "POL-66",
    title: "an edge through the mesh that every layer opens",
    resources: lattice(),
    verdict: "pass",
  },
  {
    requirement: "POL-241",
    title: "a caller whose group does not let it out to the mesh",
    resources: lattice({ orbitEgress: [] }),
    verdict: "fail",
    message: /: the caller's groups do not let it out to VPC Lattice\.$/,
  },
  {
    title: "a caller whose group lets it out on another port",
    resources: lattice({ orbitEgress: listed(8443) }),
    verdict: "fail",
    message: /do not let it out to VPC Lattice/,
  },
  {
    title: "a caller whose group lets it out to the link-local block of the mesh",
    resources: lattice({ orbitEgress: tcp(443, "169.254.171.0/24") }),
    verdict: "pass",
  },
  {
    requirement: "POL-241",
    title: "a callee whose group does not admit the mesh",
    resources: lattice({ axonIngress: [] }),
    verdict: "fail",
    message: /: the callee's groups do not admit VPC Lattice\.$/,
  },
  {
    requirement: "POL-66",
    title: "a caller that the group of the association does not admit",
    resources: lattice({ admission: [] }),
    verdict: "fail",
    message: /: the group of the VPC association does not admit the caller\.$/,
  },
  {
    requirement: "POL-241",
    title: "subnets whose ACL keeps the mesh out",
    resources: [...lattice(), networkAcl("both", [home, away], { ingress: [], egress: allow() })],
    verdict: "fail",
    message: /network ACLs do not let the caller reach .*network ACLs do not let VPC Lattice reach/,
  },
  {
    requirement: "POL-252",
    title: "an auth policy of the service that does not admit the caller",
    resources: lattice({
      serviceAuth: { Principal: { AWS: "arn:aws:iam::111122223333:role/other" } },
    }),
    verdict: "fail",
    message: /: the auth policy of lattice-axon admits no role of orbit\.$/,
  },
  {
    requirement: "POL-252",
    title: "an auth policy of the network that does not admit the caller",
    resources: lattice({
      networkAuth: { Principal: { AWS: "arn:aws:iam::111122223333:role/other" } },
    }),
    verdict: "fail",
    message: /the auth policy of the service network does not admit orbit-role/,
  },
  {
    requirement: "POL-252",
    title: "a caller whose own policy allows another service",
    resources: lattice({
      permission: {
        Resource: "arn:aws:sqs:eu-west-1:111122223333:jobs",
      },
    }),
    verdict: "fail",
    message: /: no policy of orbit-role allows it to invoke lattice-axon\.$/,
  },
  {
    requirement: "POL-66",
    title: "an edge through the mesh to a service that offers nothing there",
    resources: lattice({ members: { axon: { securityGroups: ["axon"] } } }),
    verdict: "fail",
    message: /no Lattice service of axon is declared/,
  },
];

const operations: readonly RuleCase[] = [
  {
    requirement: "POL-252",
    title: "both policies that speak of one method and path",
    resources: lattice({
      serviceAuth: { Condition: condition("POST", "/reason") },
      permission: { Resource: `${latticeArn}/reason`, Condition: condition("POST", "/reason") },
    }),
    verdict: "pass",
  },
  {
    requirement: "POL-252",
    title: "a caller that is limited to the path only, under an auth policy for a method",
    resources: lattice({
      serviceAuth: { Condition: condition("POST", "/reason") },
      permission: { Resource: `${latticeArn}/reason` },
    }),
    verdict: "pass",
  },
  {
    requirement: "POL-252",
    title: "a path that the auth policy admits alone",
    resources: lattice({
      serviceAuth: { Condition: condition("POST", "/reason") },
      permission: { Resource: `${latticeArn}/health` },
    }),
    verdict: "fail",
    message:
      /POST \/reason is admitted by the auth policy of lattice-axon and not allowed to orbit-role; any method \/health is allowed to orbit-role and not admitted/,
  },
  {
    requirement: "POL-252",
    title: "a method that the auth policy admits alone",
    resources: lattice({
      serviceAuth: { Condition: condition("GET", "/reason") },
      permission: { Resource: `${latticeArn}/reason`, Condition: condition("POST", "/reason") },
    }),
    verdict: "fail",
    message: /GET \/reason is admitted .*; POST \/reason is allowed/,
  },
];

export const edgeIncompleteLatticeCases = ruleCases(edgeIncomplete, [...layers, ...operations]);

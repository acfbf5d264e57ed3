import { flowLogFields } from "../../network/flow-log-format";
import type { DetectionPattern } from "./pattern";
import { anyEvent, anyEventCompact, anyOf, callsOf } from "./pattern";

const flowPattern = (field: string, value: string): string =>
  `[${flowLogFields.map((name) => (name === field ? `${name}="${value}"` : name)).join(", ")}]`.replaceAll(
    "-",
    "_",
  );

const networkChange = (key: string, description: string, events: readonly string[]) =>
  ({
    key,
    alertClass: "unusual-traffic",
    description,
    source: "trail",
    pattern: `{ ${anyEvent(events)} }`,
    threshold: "one",
  }) satisfies DetectionPattern;

const routeEvents = [
  "CreateRoute",
  "CreateRouteTable",
  "ReplaceRoute",
  "ReplaceRouteTableAssociation",
  "DeleteRouteTable",
  "DeleteRoute",
  "DisassociateRouteTable",
];

/** Rejected flows, and changes of what decides about traffic (CIS 5.10 to 5.14). */
export const unusualTraffic: readonly DetectionPattern[] = [
  {
    key: "rejected-flows",
    alertClass: "unusual-traffic",
    description: "Security groups or network ACLs reject many packet flows.",
    source: "flow",
    pattern: flowPattern("action", "REJECT"),
    threshold: "rejectedFlows",
  },
  // The floor under the band that is learned from the same metric (plan/monitoring/anomalies.ts).
  {
    key: "egress-bytes",
    alertClass: "unusual-traffic",
    description: "More than a gibibyte left the network interfaces of the VPC in five minutes.",
    source: "flow",
    pattern: flowPattern("flow-direction", "egress"),
    threshold: 1_073_741_824,
    bytesIn: "bytes",
  },
  networkChange("security-group-changes", "Security groups were changed.", [
    "AuthorizeSecurityGroupIngress",
    "AuthorizeSecurityGroupEgress",
    "RevokeSecurityGroupIngress",
    "RevokeSecurityGroupEgress",
    "CreateSecurityGroup",
    "DeleteSecurityGroup",
  ]),
  networkChange("network-acl-changes", "Network ACLs were changed.", [
    "CreateNetworkAcl",
    "CreateNetworkAclEntry",
    "DeleteNetworkAcl",
    "DeleteNetworkAclEntry",
    "ReplaceNetworkAclEntry",
    "ReplaceNetworkAclAssociation",
  ]),
  networkChange("gateway-changes", "Internet or customer gateways were changed.", [
    "CreateCustomerGateway",
    "DeleteCustomerGateway",
    "AttachInternetGateway",
    "CreateInternetGateway",
    "DeleteInternetGateway",
    "DetachInternetGateway",
  ]),
  {
    ...networkChange("route-table-changes", "Route tables were changed.", []),
    pattern: `{${anyEventCompact(routeEvents, " || ")}}`,
  },
  // The scanners disagree: Security Hub wants the text without an event source, Prowler only one with it.
  {
    ...networkChange("ec2-route-table-changes", "Route tables were changed (EC2 calls).", []),
    pattern: `{($.eventSource = ec2.amazonaws.com) && (${anyEvent(routeEvents)}) }`,
  },
  networkChange("vpc-changes", "VPCs or their peerings were changed.", [
    "CreateVpc",
    "DeleteVpc",
    "ModifyVpcAttribute",
    "AcceptVpcPeeringConnection",
    "CreateVpcPeeringConnection",
    "DeleteVpcPeeringConnection",
    "RejectVpcPeeringConnection",
    "AttachClassicLinkVpc",
    "DetachClassicLinkVpc",
    "DisableVpcClassicLink",
    "EnableVpcClassicLink",
  ]),
  // What CIS omits.
  networkChange(
    "mesh-and-endpoint-changes",
    "Endpoints, flow logs, DNS firewall or mesh policies were changed.",
    [
      "ModifySecurityGroupRules",
      "ModifyVpcEndpoint",
      "DeleteVpcEndpoints",
      "CreateVpcEndpoint",
      "DeleteFlowLogs",
      "ModifyVpcBlockPublicAccessOptions",
      "CreateNatGateway",
      "PutAuthPolicy",
      "DeleteAuthPolicy",
      "UpdateServiceNetwork",
      "UpdateFirewallRule",
      "DisassociateFirewallRuleGroup",
    ],
  ),
  // Other ways to the same ends. ECS has an UpdateService, too, and most deployments call it.
  {
    ...networkChange("network-exposure-changes", "Ways into or out of the VPC were opened.", []),
    pattern: `{ ${anyOf([
      callsOf("ec2.amazonaws.com", [
        "AssociateRouteTable",
        "CreateEgressOnlyInternetGateway",
        "ModifyNetworkInterfaceAttribute",
        "CreateTransitGatewayVpcAttachment",
      ]),
      callsOf("vpc-lattice.amazonaws.com", [
        "UpdateService",
        "CreateServiceNetworkVpcAssociation",
        "CreateServiceNetworkServiceAssociation",
        "DeleteAccessLogSubscription",
      ]),
      callsOf("route53resolver.amazonaws.com", [
        "DeleteFirewallRule",
        "UpdateFirewallConfig",
        "UpdateFirewallDomains",
        "UpdateFirewallRuleGroupAssociation",
      ]),
    ])} }`,
  },
];

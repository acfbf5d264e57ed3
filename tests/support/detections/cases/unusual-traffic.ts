import type { CaseTable } from "../case-table";
import { elsewhere, type Records } from "../records";

const securityGroup =
  "AuthorizeSecurityGroupIngress AuthorizeSecurityGroupEgress RevokeSecurityGroupIngress RevokeSecurityGroupEgress CreateSecurityGroup DeleteSecurityGroup";
const networkAcl =
  "CreateNetworkAcl CreateNetworkAclEntry DeleteNetworkAcl DeleteNetworkAclEntry ReplaceNetworkAclEntry ReplaceNetworkAclAssociation";
const gateway =
  "CreateCustomerGateway DeleteCustomerGateway AttachInternetGateway CreateInternetGateway DeleteInternetGateway DetachInternetGateway";
const route =
  "CreateRoute CreateRouteTable ReplaceRoute ReplaceRouteTableAssociation DeleteRouteTable DeleteRoute DisassociateRouteTable";
const vpc =
  "CreateVpc DeleteVpc ModifyVpcAttribute AcceptVpcPeeringConnection CreateVpcPeeringConnection DeleteVpcPeeringConnection RejectVpcPeeringConnection AttachClassicLinkVpc DetachClassicLinkVpc DisableVpcClassicLink EnableVpcClassicLink";

/** A change by whoever, wherever, refused or not, and what only looks. */
const changes = (list: string, unseen?: string) => (records: Records) => {
  const { calls, who } = records;
  return {
    fires: [
      ...calls("ec2", list),
      ...calls("ec2", list, { userIdentity: who.root, awsRegion: elsewhere }),
      ...calls("ec2", list, { errorCode: "Client.UnauthorizedOperation", userIdentity: who.user }),
      // What containment changes counts, too: nothing is exempt (IR-99).
      ...calls("ec2", list, { userIdentity: who.service("cloudformation") }),
    ],
    quiet: [...harmless(records), ...otherGroups(records, list)],
    ...(unseen === undefined ? {} : { unseen: calls("ec2", unseen) }),
  };
};

const harmless = ({ calls, call }: Records) => [
  ...calls(
    "ec2",
    "DescribeSecurityGroups DescribeVpcs DescribeRouteTables RunInstances CreateTags CreateVolume",
  ),
  ...calls("ec2", "createvpc CreateVpcs CreateRoutes DeleteSecurityGroups"),
  call("ecs", "UpdateService"),
  { logGroup: "/somebody/else", message: call("ec2", "CreateVpc") },
];

const groups = [securityGroup, networkAcl, gateway, route, vpc];

const otherGroups = ({ calls }: Records, list: string) =>
  groups.filter((group) => group !== list).flatMap((group) => calls("ec2", group));

const routes = changes(route, "AssociateRouteTable");

const idle = "5 111122223333 eni-0a - - - - - - - 1 61 - NODATA vpc-1 subnet-1 - - - -";

const rejected = ({ flow }: Records) => ({
  fires: [
    flow({ action: "REJECT" }),
    flow({ action: "REJECT", "flow-direction": "egress" }),
    flow({ action: "REJECT", srcaddr: "2001:db8::1", "pkt-srcaddr": "2001:db8::1" }),
  ],
  quiet: [
    flow(),
    flow({ action: "reject" }),
    flow({ "log-status": "REJECT" }),
    idle,
    // The default format has fewer fields.
    "2 111122223333 eni-0a 10.20.0.5 10.20.1.9 49152 8443 6 1 40 1 61 REJECT OK",
  ],
});

const leaving = ({ flow }: Records) => ({
  fires: [
    flow({ "flow-direction": "egress" }),
    flow({ "flow-direction": "egress", action: "REJECT" }),
    flow({ "flow-direction": "egress", bytes: "2147483648", "traffic-path": "8" }),
  ],
  quiet: [
    flow(),
    flow({ "traffic-path": "egress" }),
    flow({ "pkt-dstaddr": "egress" }),
    idle,
    "2 111122223333 eni-0a 10.20.0.5 10.20.1.9 49152 8443 6 1 40 1 61 ACCEPT OK",
  ],
});

/** Rejected flows, bytes that leave, changes of what decides about traffic, and GuardDuty's findings. */
export const unusualTrafficCases: CaseTable = {
  "rejected-flows": rejected,
  "rejected-flows-band": rejected,
  "egress-bytes": leaving,
  "egress-bytes-band": leaving,
  "security-group-changes": changes(
    securityGroup,
    "ModifySecurityGroupRules ModifyNetworkInterfaceAttribute",
  ),
  "network-acl-changes": changes(networkAcl),
  "gateway-changes": changes(gateway, "CreateEgressOnlyInternetGateway CreateNatGateway"),
  "route-table-changes": (records) => {
    const { fires, ...rest } = routes(records);
    // The benchmark's text asks for no service.
    return { ...rest, fires: [...fires, ...records.calls("appmesh", "CreateRoute DeleteRoute")] };
  },
  "ec2-route-table-changes": (records) => {
    const { quiet, ...rest } = routes(records);
    return { ...rest, quiet: [...quiet, ...records.calls("appmesh", "CreateRoute DeleteRoute")] };
  },
  "vpc-changes": changes(vpc, "AssociateVpcCidrBlock CreateVpcEndpoint"),
  "mesh-and-endpoint-changes": (records) => {
    const { calls, call } = records;
    return {
      fires: [
        ...calls(
          "ec2",
          "ModifySecurityGroupRules ModifyVpcEndpoint DeleteVpcEndpoints CreateVpcEndpoint DeleteFlowLogs ModifyVpcBlockPublicAccessOptions CreateNatGateway",
        ),
        ...calls("vpc-lattice", "PutAuthPolicy DeleteAuthPolicy UpdateServiceNetwork"),
        ...calls("route53resolver", "UpdateFirewallRule DisassociateFirewallRuleGroup"),
      ],
      quiet: [
        ...harmless(records),
        ...groups.flatMap((group) => calls("ec2", group)),
        call("ec2", "CreateFlowLogs"),
        call("vpc-lattice", "GetAuthPolicy"),
      ],
      unseen: calls("vpc-lattice", "UpdateService"),
    };
  },
  "network-exposure-changes": (records) => {
    const { calls } = records;
    const ec2 =
      "AssociateRouteTable CreateEgressOnlyInternetGateway ModifyNetworkInterfaceAttribute CreateTransitGatewayVpcAttachment";
    const lattice =
      "UpdateService CreateServiceNetworkVpcAssociation CreateServiceNetworkServiceAssociation DeleteAccessLogSubscription";
    const resolver =
      "DeleteFirewallRule UpdateFirewallConfig UpdateFirewallDomains UpdateFirewallRuleGroupAssociation";
    return {
      fires: [
        ...calls("ec2", ec2),
        ...calls("vpc-lattice", lattice),
        ...calls("route53resolver", resolver),
      ],
      quiet: [
        ...harmless(records),
        // Other services have calls of the same names.
        ...calls("ecs", `${ec2} ${lattice} ${resolver}`),
        ...calls("vpc-lattice", "GetService ListServices RegisterTargets"),
        ...calls("route53resolver", "ListFirewallRules"),
      ],
      // A listener's rule decides where requests go, never who may send them.
      unseen: calls("vpc-lattice", "UpdateRule UpdateListener"),
    };
  },
  "guardduty-findings": ({ envelope }) => {
    const found = (severity: unknown, source = "aws.guardduty", type = "GuardDuty Finding") =>
      envelope(source, type, {
        schemaVersion: "2.0",
        severity,
        type: "UnauthorizedAccess:IAMUser/InstanceCredentialExfiltration.OutsideAWS",
      });
    return {
      fires: [found(4), found(4.0), found(5.5), found(8.9), found(10)],
      quiet: [
        ...[0, 1, 3.9].map((severity) => found(severity)),
        found(undefined),
        found("8"),
        found(8, "com.example"),
        found(8, "aws.guardduty", "GuardDuty Malware Protection Object Scan Result"),
      ],
    };
  },
  "class-unusual-traffic": (records) => ({
    fires: [
      ...records.calls("ec2", vpc),
      records.flow({ action: "REJECT" }),
      records.call("vpc-lattice", "UpdateService"),
    ],
    quiet: [...harmless(records), records.flow(), records.call("iam", "CreateRole")],
  }),
};

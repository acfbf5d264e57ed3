import * as ec2 from "@pulumi/aws/ec2";
import * as pulumi from "@pulumi/pulumi";
import type { EndpointPlan, EndpointsPlan } from "../../plan/network/endpoints";
import { endpointName } from "../../plan/network/endpoints";
import type { ArnsByName } from "../documents";
import { documentText } from "../documents";
import { byKey, mapValues } from "../find";
import { zeroTrust } from "../zero-trust";

/** What endpoints are made from. */
export interface EndpointsArgs {
  /** Endpoints and their policies. */
  readonly plan: EndpointsPlan;
  /** VPC they serve. */
  readonly vpcId: pulumi.Input<string>;
  /** One subnet per zone. */
  readonly subnetIds: readonly pulumi.Input<string>[];
  /** Group that admits the services. */
  readonly securityGroupId: pulumi.Input<string>;
  /** ARNs that policies refer to. */
  readonly arns: ArnsByName;
}

/** Private ways to AWS services, each with a policy that names who may do what. */
export class Endpoints extends pulumi.ComponentResource {
  /** Ids of endpoints by key. */
  readonly ids: Readonly<Record<string, pulumi.Output<string>>>;
  /** Own DNS names of endpoints by key: what clients use where there is no private DNS. */
  readonly dnsNames: Readonly<Record<string, pulumi.Output<string>>>;

  constructor(name: string, args: EndpointsArgs, opts?: pulumi.ComponentResourceOptions) {
    const declared = zeroTrust({ documents: args.plan.documents });
    super("agent-runtime:network:Endpoints", name, { zeroTrust: declared }, opts);
    const endpoints = byKey(
      args.plan.endpoints,
      ({ key }) => key,
      (endpoint) => this.#createEndpoint(name, endpoint, args),
    );
    this.ids = mapValues(endpoints, ({ id }) => id);
    this.dnsNames = mapValues(endpoints, ({ dnsEntries }) => dnsEntries.apply(regionalName));
    this.registerOutputs({ ids: this.ids, dnsNames: this.dnsNames });
  }

  #createEndpoint(name: string, endpoint: EndpointPlan, args: EndpointsArgs): ec2.VpcEndpoint {
    return new ec2.VpcEndpoint(
      endpointName(name, endpoint.key),
      {
        vpcId: args.vpcId,
        vpcEndpointType: "Interface",
        serviceName: endpoint.serviceName,
        subnetIds: [...args.subnetIds],
        securityGroupIds: [args.securityGroupId],
        privateDnsEnabled: endpoint.privateDns,
        // Without this, S3's private names serve inbound resolvers only and demand a gateway endpoint, whose
        // public addresses no network ACL of the isolated tier admits (NET-2).
        ...(endpoint.servesS3 && {
          dnsOptions: { privateDnsOnlyForInboundResolverEndpoint: false },
        }),
        policy: documentText(endpoint.policy, args.arns),
        tags: endpoint.tags,
      },
      { parent: this },
    );
  }
}

/** The Regional one of an endpoint's names, which AWS lists first, some with a leading wildcard label. */
function regionalName(entries: readonly { readonly dnsName: string }[]): string {
  return (entries[0]?.dnsName ?? "").replace(/^\*\./, "");
}

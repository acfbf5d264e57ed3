import type { JudgedStack, StackResource } from "../engine/rule";
import { isUnknown, textOf } from "../engine/value";
import { parseBlock, publicAddresses } from "../network/intervals";
import type { PublicAddress } from "./public-address";

const transitGateway = "aws:ec2transitgateway/transitGateway:TransitGateway";
const transitRoute = "aws:ec2transitgateway/route:Route";

// Attachments beyond which lie networks that announce routes of their own.
const outward = {
  "aws:ec2/vpnConnection:VpnConnection": "transitGatewayId",
  "aws:ec2transitgateway/peeringAttachment:PeeringAttachment": "transitGatewayId",
  "aws:ec2transitgateway/connect:Connect": "transitGatewayId",
  "aws:directconnect/gatewayAssociation:GatewayAssociation": "associatedGatewayId",
} as const;

/**
 * Whether a transit gateway of the stack carries packets to public addresses: by a static route, or by what
 * an attachment to another network announces. VPCs announce their own blocks only.
 */
export function transitLeadsOut(stack: JudgedStack, gateway: StackResource): Answer {
  const announced = Object.entries(outward).flatMap(([type, property]) =>
    stack.ofType(type).map((attachment): Answer => {
      const target = stack.reference(attachment, [property], [transitGateway]);
      if (target.kind === "resource") return target.resource === gateway ? "yes" : "no";
      return target.kind === "unknown" || target.kind === "ambiguous" ? "undecided" : "no";
    }),
  );
  const answers = [...announced, ...stack.ofType(transitRoute).map(leadsOut)];
  return (["yes", "undecided"] as const).find((answer) => answers.includes(answer)) ?? "no";
}

type Answer = PublicAddress["answer"];

function leadsOut({ properties }: StackResource): Answer {
  const { blackhole, destinationCidrBlock: destination } = properties;
  if (textOf(blackhole) === "true") return "no";
  if (isUnknown(destination)) return "undecided";
  const block = parseBlock(textOf(destination));
  const isPublic = block !== undefined && publicAddresses([block], block.family).length > 0;
  if (!isPublic) return "no";
  return isUnknown(blackhole) ? "undecided" : "yes";
}

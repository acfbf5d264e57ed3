import type { JudgedStack, StackResource } from "../engine/rule";
import { isUnknown, textOf } from "../engine/value";
import { parseBlock, publicAddresses } from "../network/intervals";

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
 * Whether a transit gateway of the stack may carry packets to public addresses: by a static route, or by what
 * an attachment to another network announces. VPCs announce their own blocks only.
 */
export function transitLeadsOut(stack: JudgedStack, gateway: StackResource): boolean {
  const hasAnnouncer = Object.entries(outward).some(([type, property]) =>
    stack
      .ofType(type)
      .some((attachment) =>
        stack.referred(attachment, property, [transitGateway]).includes(gateway),
      ),
  );
  return hasAnnouncer || stack.ofType(transitRoute).some(leadsOut);
}

function leadsOut({ properties }: StackResource): boolean {
  if (properties["blackhole"] === true) return false;
  const destination = properties["destinationCidrBlock"];
  if (isUnknown(destination)) return true;
  const block = parseBlock(textOf(destination));
  return block !== undefined && publicAddresses([block], block.family).length > 0;
}

import { z } from "zod";
import { cidr4, zoneName } from "./formats";

/** Address block, zones and Internet egress of the VPC. */
export const networkSchema = z
  .strictObject({
    cidr: cidr4.meta({
      description:
        "The VPC's block, /16 to /23. Subnets are cut from it so that adding a zone never moves an existing subnet.",
    }),
    zones: z.array(zoneName).min(2).max(6).meta({
      description:
        "Availability Zones in order. Append only: the position of a zone decides its addresses.",
    }),
    natGateways: z.enum(["none", "single", "per-zone"]).optional().meta({
      description:
        "NAT gateways for the private tier. `single` loses egress when its zone fails. @default by environment: dev `single`, prod `per-zone`",
    }),
    reservedCidrs: z.array(cidr4).default([]).meta({
      description:
        "Blocks in use elsewhere that this VPC may be joined to one day; overlapping them is an error. @default none",
    }),
  })
  .meta({ description: "Address block, zones and Internet egress of the VPC." });

import type { PlanContext } from "../context";
import { rotatedDatabases, servicesRotatedInVpc } from "../secrets/rotation";
import { serviceTags } from "../tags";

/** Key of the group of a service's rotation function; no service may have a name that ends like this. */
export const rotationGroup = (service: string): string => `${service}-rotation`;

/** A group for each rotation function in the VPC: apart from the tasks', which may not connect to what it changes. */
export function rotationGroups({ config, names, tags }: PlanContext) {
  return servicesRotatedInVpc(config).map((service) => ({
    key: rotationGroup(service),
    name: names.name(rotationGroup(service)),
    service,
    description: `Rotation of the secrets of ${service}`,
    tags: { ...serviceTags(tags, service), Name: names.name(rotationGroup(service)) },
  }));
}

/** The rules by which rotation functions reach databases; those of endpoints are like any service's. */
export function databaseRules({ config }: Pick<PlanContext, "config">) {
  return servicesRotatedInVpc(config).flatMap((service) =>
    rotatedDatabases(config, service).map(({ cidr, port }) => ({
      key: `${rotationGroup(service)}-egress-${cidr.replace("/", "_")}-${String(port)}`,
      group: rotationGroup(service),
      direction: "egress" as const,
      port,
      // The server's group belongs to another stack, which admits this one by its id.
      peer: { kind: "address-block" as const, cidr },
      description: `PostgreSQL to databases of ${service}`,
    })),
  );
}

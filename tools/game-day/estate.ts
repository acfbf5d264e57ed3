import { settingsText } from "../../plan/incident-response/containment";
import { logicalNames } from "../../plan/naming";
import {
  type ContainmentSettings,
  readContainmentSettings,
} from "../../runtime/containment/settings";
import type { Cloud } from "./cloud";
import { createData } from "./estate-data";
import { createGroups } from "./estate-network";
import { createRoles } from "./estate-roles";
import { createMesh, createTasks, type TaskServices } from "./estate-workload";
import type { Facts } from "./facts";
import { createMailbox, type Mailbox } from "./mailbox";

/** The planned estate, as moto has it. */
export interface Estate extends Facts {
  /** Where it is. */
  readonly cloud: Cloud;
  /** What containment's function is told of it. */
  readonly settings: ContainmentSettings;
  /** Where messages to people arrive. */
  readonly mailbox: Mailbox;
}

/** Creates what containment reads and changes, as planned: nothing else of the estate matters to it. */
export async function createEstate(cloud: Cloud, facts: Facts): Promise<Estate> {
  const { plan } = facts;
  await cloud.reset();
  await createRoles(cloud, facts);
  const network = await createGroups(cloud, plan.securityGroups);
  const meshIds = await createMesh(cloud, plan.mesh);
  const ids = {
    ...Object.fromEntries(
      Object.entries(network.groupIds).map(([key, id]) => [logicalNames.securityGroup(key), id]),
    ),
    ...meshIds,
  };
  const settings = readContainmentSettings(settingsText(plan.response.function.settings, ids));
  const services: TaskServices = Object.values(settings.services).flatMap(
    ({ ecs, securityGroupId }) => (ecs === undefined ? [] : [{ ...ecs, securityGroupId }]),
  );
  await createTasks(cloud, services, network.subnetId);
  await createData(cloud, facts, settings);
  const mailbox = await createMailbox(cloud.clients, plan.alerts.name);
  return { ...facts, cloud, settings, mailbox };
}

import assert from "node:assert/strict";
import { groupsOf } from "../../../plan/incident-response/containable";
import { planContainment, settingsText } from "../../../plan/incident-response/containment";
import { readContainmentSettings, rolesOf } from "../../../runtime/containment/settings";
import { forEachExample } from "../examples";

// Ids as AWS makes them, each its own.
const idsFor = (logicalNames: readonly string[]) =>
  Object.fromEntries(
    logicalNames.map((name, index) => {
      const digits = String(index).padStart(17, "0");
      return [name, name.startsWith("mesh-") ? `svc-${digits}` : `sg-${digits}`];
    }),
  );

const parsed = (plan: ReturnType<typeof planContainment>) => {
  const names = Object.values(plan.settings.services).flatMap((service) => [
    ...groupsOf(service),
    ...(service.latticeService === undefined ? [] : [service.latticeService]),
  ]);
  return readContainmentSettings(settingsText(plan.settings, idsFor(names)));
};

describe("planContainment", () => {
  it("writes settings that the function reads, for every example", () => {
    forEachExample((title, context) => {
      const settings = parsed(planContainment(context));
      assert.deepEqual(Object.keys(settings.services), Object.keys(context.config.services), title);
      assert.equal(settings.mode, context.config.incidentResponse.containment.mode);
    });
  });

  it("I6 protects every role of the estate, and contains every role of a service but its pipeline's", () => {
    forEachExample((title, context, { identity }) => {
      const { protectedRoleNames, services } = parsed(planContainment(context));
      for (const { name, service } of identity.roles) {
        const isPipeline = /-(build|release)$/.test(name);
        const owner = service === undefined ? undefined : services[service];
        assert.equal(
          protectedRoleNames.includes(name),
          service === undefined,
          `${title} ${name} protected`,
        );
        if (owner !== undefined) {
          assert.equal(rolesOf(owner).includes(name), !isPipeline, `${title} ${name}`);
        }
      }
    });
  });

  it("names groups, mesh services and functions that are planned", () => {
    forEachExample((title, context, { securityGroups, mesh, secrets }) => {
      const groups = new Set(securityGroups.groups.map(({ key }) => `security-groups-${key}`));
      const lattice = new Set(
        mesh.backend === "vpc-lattice" ? mesh.services.map(({ logicalName }) => logicalName) : [],
      );
      const functions = new Set(secrets.rotationFunctions.map(({ name }) => name));
      for (const service of Object.values(planContainment(context).settings.services)) {
        for (const group of groupsOf(service)) assert.ok(groups.has(group), `${title} ${group}`);
        const { latticeService, rotation } = service;
        assert.ok(latticeService === undefined || lattice.delete(latticeService), title);
        assert.ok(rotation === undefined || functions.delete(rotation.functionName), title);
      }
      assert.deepEqual([...lattice, ...functions], [], `${title}: nothing is left out`);
    });
  });
});

import * as pulumi from "@pulumi/pulumi";
import { createCluster } from "./cluster";
import { environments } from "./environment";
import { Estate } from "./estate";
import { createRepositories, imageReference } from "./images";
import { createRegistration } from "./registration";
import { loadSettings, type Service } from "./settings";
import { createWorkload } from "./workload";

const settings = loadSettings();
const estate = new Estate(settings.estate);
const prefix = `${pulumi.getProject()}-${pulumi.getStack()}`;
const tags = { Project: pulumi.getProject(), Stack: pulumi.getStack(), ManagedBy: "pulumi" };
const shared = { estate, settings, tags };

const repositories = createRepositories(shared);
const cluster = createCluster({ name: prefix, ...shared });

const targetGroupArn = estate.text("meshOutputs", "targetGroupArns", "axon");
const registration = createRegistration({ name: `${prefix}-registration`, targetGroupArn, tags });

const tiers = { orbit: "private", axon: "axon-runtime" } as const;
const secrets = {
  orbit: { API_TOKEN: "orbit-api-token" },
  axon: { MODEL_KEY: "axon-model-key" },
} as const;

const workloadOf = (service: Service, digest: string) => ({
  ...shared,
  prefix,
  cluster,
  region: settings.region,
  tier: tiers[service],
  image: imageReference(service, digest, shared),
  desiredCount: settings.desiredCount[service],
  environment: environments[service](estate, settings),
  secrets: secrets[service],
  dependsOn: [repositories[service]],
});

if (settings.images === undefined) {
  void pulumi.log.warn(
    "agent-service:images is not set: repositories and cluster alone are declared, and no service runs.",
  );
} else {
  const { orbit, axon } = settings.images;
  const mesh = { roleArn: registration.roleArn, targetGroupArn };
  const callee = createWorkload("axon", {
    ...workloadOf("axon", axon),
    mesh,
    dependsOn: [repositories.axon, registration.permissions],
  });
  createWorkload("orbit", {
    ...workloadOf("orbit", orbit),
    dependsOn: [repositories.orbit, callee],
  });
}

export const clusterArn = cluster.arn;
export const repositoryUrls = { orbit: repositories.orbit.url, axon: repositories.axon.url };

import * as pulumi from "@pulumi/pulumi";
import { createCluster } from "./cluster";
import { Declarations } from "./declarations";
import { Estate } from "./estate";
import { createRepositories } from "./images";
import { createRegistration } from "./registration";
import { loadSettings, type Service } from "./settings";
import { createWorkloads } from "./workloads";

const settings = loadSettings();
const estate = new Estate(settings.estate);
const prefix = `${pulumi.getProject()}-${pulumi.getStack()}`;
const tags = { Project: pulumi.getProject(), Stack: pulumi.getStack(), ManagedBy: "pulumi" };

new Declarations("declarations");
const repositories = createRepositories({ estate, settings, tags });
const cluster = createCluster({ name: prefix, settings, tags });
const targetGroupArn = (service: Service) => estate.text("meshOutputs", "targetGroupArns", service);
const registration = createRegistration({
  name: `${prefix}-registration`,
  targetGroupArns: {
    axon: targetGroupArn("axon"),
    ...(settings.orbitCallers.length > 0 && { orbit: targetGroupArn("orbit") }),
  },
  tags,
});

const { images } = settings;
if (images === undefined) {
  void pulumi.log.warn(
    "agent-service:images is not set: repositories and cluster alone are declared, and no service runs.",
  );
} else {
  createWorkloads({ estate, settings, images, prefix, cluster, repositories, registration, tags });
}

export const clusterArn = cluster.arn;
export const repositoryUrls = { orbit: repositories.orbit.url, axon: repositories.axon.url };

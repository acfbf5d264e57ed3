import { resolve } from "node:path";
import type { PlanContext } from "../../../plan/context";
import { type EstatePlan, planEstate } from "../../../plan/estate";
import { allDetections, type Detection } from "../../../plan/monitoring/catalogue";
import { namesFor } from "../../../plan/naming";
import { estateTags } from "../../../plan/tags";
import { createFiring } from "../../../tools/detections/fires";
import { sampleOf } from "../../../tools/detections/samples";
import { stackContext } from "../../../tools/stack-context";
import { everybody, longestNames } from "../../plan/examples";
import { planContext } from "../context";
import type { Cases } from "./case-table";
import { casesOf } from "./cases";
import { recordsOf } from "./records";

/** An estate, and what fires in it. */
export interface World {
  readonly title: string;
  readonly context: PlanContext;
  readonly plan: EstatePlan;
  readonly detections: readonly Detection[];
  /** Keys of the detections that a sample fires. */
  readonly fired: (value: unknown) => ReadonlySet<string>;
  /** Cases of a detection. */
  readonly cases: (key: string) => Cases;
}

const allDetectors = {
  guardDuty: true,
  securityHub: true,
  configRecorder: true,
  inspector: true,
  macie: true,
  detective: true,
};

/** Everything that can be switched on, in the stack that owns the account's settings. */
const everything = {
  ...everybody,
  accountBaseline: "owner",
  monitoring: { detectors: allDetectors },
  governance: { codeSigning: true, receipts: { keyGenerations: [1, 2] } },
  incidentResponse: {
    securityEmail: "security@example.com",
    escalationEmail: "escalation@example.com",
    phone: "+15555550100",
    incidentManager: true,
  },
};

const moved = (context: PlanContext, region: string): PlanContext => {
  const environment = { ...context.environment, region };
  return { ...context, environment, names: namesFor(environment) };
};

function ofStack(stack: string): PlanContext {
  const { config, environment } = stackContext(resolve(__dirname, "../../.."), stack);
  const tags = estateTags(environment, config.environment);
  return { config, environment, names: namesFor(environment), tags };
}

const contexts: Readonly<Record<string, PlanContext>> = {
  dev: ofStack("dev"),
  prod: ofStack("prod"),
  everything: planContext(everything),
  "several services and edges": planContext(longestNames),
  "another Region": moved(planContext(everything), "eu-west-1"),
};

/** The stacks of the project, and configurations that have more than they. */
export const worlds: readonly World[] = Object.entries(contexts).map(([title, context]) =>
  worldOf(title, context),
);

function worldOf(title: string, context: PlanContext): World {
  const plan = planEstate(context.config, context.environment);
  const fire = createFiring(plan);
  const records = recordsOf(context);
  return {
    ...{ title, context, plan, detections: allDetections(plan) },
    fired: (value) => {
      const sample = sampleOf(value);
      if (sample === undefined) throw new TypeError(`no sample: ${JSON.stringify(value)}`);
      return new Set(fire(sample).map(({ key }) => key));
    },
    cases: (key) => casesOf(key, records),
  };
}

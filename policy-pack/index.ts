import { PolicyPack, type PolicyResourceOptions } from "@pulumi/policy";
import { explain } from "./authorization/explain";
import { writeExplanations } from "./authorization/write-explanations";
import { catalog } from "./catalog";
import { configSchema } from "./engine/config-schema";
import type { PackConfiguration } from "./engine/configuration";
import { readConfiguration } from "./engine/read-configuration";
import type { ReportOptions } from "./engine/report-violation";
import { reportFindings } from "./engine/report-violation";
import type { JudgedOptions } from "./engine/rule";
import { probeViolation, proxied } from "./engine/sdk";
import { type SelfTest, selfTest } from "./engine/self-test";
import { type DeployedResource, Session } from "./engine/session";
import { name as packName, version as packVersion } from "./package.json";
import { reportOf } from "./report/judgement";
import { writeReports } from "./report/write-reports";

interface Judgement {
  readonly session: Session;
  readonly test: SelfTest;
  readonly options: ReportOptions;
  readonly configuration: PackConfiguration;
  readonly today: string;
}

const stackType = "pulumi:pulumi:Stack";

// One process may serve a preview and then an update; the stack resource begins each. Kept as a promise, so that
// resources which arrive while the first is still being read meet the same judgement.
let judgement: Promise<Judgement> | undefined;

const testOnce = selfTest(catalog, { proxied, probe: probeViolation });

async function start(
  config: object,
  report: (message: string, urn?: string) => void,
): Promise<Judgement> {
  const test = await testOnce;
  const now = new Date().toISOString().slice(0, 10);
  const { configuration, findings } = readConfiguration(config, catalog, now);
  const options = {
    acceptsObjects: test.acceptsObjects,
    failOnAdvisory: configuration.failOnAdvisory,
  };
  const today = configuration.date ?? now;
  const session = new Session(catalog, configuration, {
    today,
    isUpdate: process.env["PULUMI_NODEJS_DRY_RUN"] !== "true",
  });
  reportFindings(session.record([...findings, ...test.findings]), report, options);
  return { session, test, options, configuration, today };
}

function writeRequested({ session, test, configuration, today }: Judgement) {
  const pack = { name: packName, version: packVersion };
  const { findings, judged } = session;
  const build = () =>
    reportOf({ pack, rules: catalog, configuration, test, today, findings, judged });
  const answer = (question: string) =>
    judged === undefined
      ? { isAnswered: false, text: "The stack was not judged." }
      : explain(judged, question);
  return [
    ...writeReports(build, configuration.reports),
    ...writeExplanations(answer, configuration.explanations),
  ];
}

const judgedOptions = ({ ignoreChanges, protect }: PolicyResourceOptions): JudgedOptions => ({
  ignoreChanges,
  protect,
});

new PolicyPack(packName, {
  enforcementLevel: "mandatory",
  policies: [
    {
      name: "resources",
      description: "Rules that one resource decides",
      configSchema,
      validateResource: async (args, report) => {
        if (args.type === stackType) judgement = undefined;
        judgement ??= start(args.getConfig<object>(), report);
        const { session, test, options } = await judgement;
        const { urn, type, name, props, opts } = args;
        const properties = test.reader.read(props);
        const resource = { urn, type, name, properties, parent: opts.parent };
        const findings = session.judgeResource({ ...resource, options: judgedOptions(opts) });
        reportFindings(findings, report, options);
      },
    },
    {
      name: "stack",
      description: "Rules that need several resources",
      validateStack: async (args, report) => {
        judgement ??= start({}, report);
        const judged = await judgement;
        const { session, test, options } = judged;
        const resources = args.resources.map(
          ({ urn, type, name, props, opts, parent, propertyDependencies }): DeployedResource => ({
            urn,
            type,
            name,
            properties: test.reader.read(props),
            options: judgedOptions(opts),
            parent: parent?.urn,
            propertyDependencies: Object.fromEntries(
              Object.entries(propertyDependencies).map(([property, dependencies]) => [
                property,
                dependencies.map((dependency) => dependency.urn),
              ]),
            ),
          }),
        );
        const findings = session.judgeStack(resources);
        reportFindings([...findings, ...writeRequested(judged)], report, options);
      },
    },
  ],
});

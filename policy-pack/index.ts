import { PolicyPack, type PolicyResourceOptions, type ReportViolation } from "@pulumi/policy";
import { catalog } from "./catalog";
import { readConfiguration } from "./engine/configuration";
import { type Finding, messageOf } from "./engine/finding";
import { rawProperties } from "./engine/raw";
import type { JudgedOptions } from "./engine/rule";
import { selfTest } from "./engine/self-test";
import { type DeployedResource, Session } from "./engine/session";

const configSchema = {
  properties: {
    rules: {
      type: "object" as const,
      description: "Settings by rule id: level, onUndecided, params.",
    },
  },
};

// The SDK keeps one process per preview or update; the stack resource always comes first.
let session: Session | undefined;

/** The SDK's own type hides that a violation may carry rule, level and severity of its own. */
type ReportFinding = (violation: {
  readonly name: string;
  readonly message: string;
  readonly urn?: string;
  readonly severity: Finding["severity"];
  readonly enforcementLevel: Finding["level"];
  readonly description: string;
}) => void;

function report(findings: readonly Finding[], reportViolation: ReportViolation): void {
  const reportFinding = reportViolation as unknown as ReportFinding;
  for (const finding of findings) {
    reportFinding({
      name: finding.rule,
      message: messageOf(finding),
      ...(finding.urn !== undefined && { urn: finding.urn }),
      severity: finding.severity,
      enforcementLevel: finding.level,
      description: finding.why,
    });
  }
}

function start(config: object, reportViolation: ReportViolation): Session {
  const { configuration, findings } = readConfiguration(config, catalog);
  report([...findings, ...selfTest(catalog)], reportViolation);
  return new Session(catalog, configuration, {
    today: new Date().toISOString().slice(0, 10),
    isUpdate: process.env["PULUMI_NODEJS_DRY_RUN"] !== "true",
  });
}

const judgedOptions = ({ ignoreChanges, protect }: PolicyResourceOptions): JudgedOptions => ({
  ignoreChanges,
  protect,
});

new PolicyPack("zero-trust-agent-runtime", {
  enforcementLevel: "mandatory",
  policies: [
    {
      name: "resources",
      description: "Rules that one resource decides",
      configSchema,
      validateResource: (args, reportViolation) => {
        if (args.type === "pulumi:pulumi:Stack") session = undefined;
        session ??= start(args.getConfig<object>(), reportViolation);
        const { urn, type, name, props, opts } = args;
        const properties = rawProperties(props);
        report(
          session.judgeResource({ urn, type, name, properties, options: judgedOptions(opts) }),
          reportViolation,
        );
      },
    },
    {
      name: "stack",
      description: "Rules that need several resources",
      validateStack: (args, reportViolation) => {
        session ??= start({}, reportViolation);
        const resources = args.resources.map(
          ({ urn, type, name, props, opts, parent, propertyDependencies }): DeployedResource => ({
            urn,
            type,
            name,
            properties: rawProperties(props),
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
        // The engine gives resources in no fixed order; findings must not depend on it.
        resources.sort((left, right) => (left.urn < right.urn ? -1 : 1));
        report(session.judgeStack(resources), reportViolation);
      },
    },
  ],
});

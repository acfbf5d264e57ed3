import {
  CreateLogGroupCommand,
  DescribeLogGroupsCommand,
  DescribeMetricFiltersCommand,
  DescribeResourcePoliciesCommand,
  ListTagsForResourceCommand,
  LogGroupClass,
  PutMetricFilterCommand,
  PutResourcePolicyCommand,
  PutRetentionPolicyCommand,
  StandardUnit,
} from "@aws-sdk/client-cloudwatch-logs";
import type { Clients, Inputs, Replay, ReplayTable } from "./contract";
import { answered, flag, member, number, object, optionalText, text, textRecord } from "./values";

const logGroup: Replay = {
  async create(clients, inputs) {
    const logGroupName = text(inputs, "name");
    await clients.logs.send(
      new CreateLogGroupCommand({
        logGroupName,
        kmsKeyId: optionalText(inputs, "kmsKeyId"),
        logGroupClass: member(LogGroupClass, inputs["logGroupClass"] ?? "STANDARD"),
        deletionProtectionEnabled: flag(inputs, "deletionProtectionEnabled"),
        tags: textRecord(inputs, "tags"),
      }),
    );
    const retentionInDays = number(inputs, "retentionInDays");
    await clients.logs.send(new PutRetentionPolicyCommand({ logGroupName, retentionInDays }));
    const group = await findGroup(clients, logGroupName);
    // The provider's ARN is without the `:*` that DescribeLogGroups answers.
    return { id: logGroupName, outputs: { arn: group?.arn?.replace(/:\*$/, "") } };
  },
  async read(clients, { created }) {
    const group = await findGroup(clients, created.id);
    const { tags } = await clients.logs.send(
      new ListTagsForResourceCommand({ resourceArn: text(created.outputs ?? {}, "arn") }),
    );
    return {
      name: group?.logGroupName,
      kmsKeyId: group?.kmsKeyId,
      retentionInDays: group?.retentionInDays,
      tags,
    };
  },
  unread: {
    deletionProtectionEnabled: "moto 5.2 does not know the argument",
    logGroupClass: "moto 5.2 does not know the argument",
  },
};

async function findGroup({ logs }: Clients, name: string) {
  const { logGroups = [] } = await logs.send(
    new DescribeLogGroupsCommand({ logGroupNamePrefix: name }),
  );
  return logGroups.find(({ logGroupName }) => logGroupName === name);
}

const metricFilter: Replay = {
  async create({ logs }, inputs) {
    const filterName = text(inputs, "name");
    await logs.send(
      new PutMetricFilterCommand({
        filterName,
        logGroupName: text(inputs, "logGroupName"),
        filterPattern: text(inputs, "pattern"),
        metricTransformations: [transformation(object(inputs, "metricTransformation"))],
      }),
    );
    return { id: filterName };
  },
  async read({ logs }, { created, inputs }) {
    const { metricFilters = [] } = await logs.send(
      new DescribeMetricFiltersCommand({
        logGroupName: text(inputs, "logGroupName"),
        filterNamePrefix: created.id,
      }),
    );
    const found = metricFilters.find(({ filterName }) => filterName === created.id);
    const filter = answered(found, "filter");
    const metric = answered(filter.metricTransformations?.[0], "metric");
    return {
      name: filter.filterName,
      logGroupName: filter.logGroupName,
      pattern: filter.filterPattern,
      metricTransformation: {
        name: metric.metricName,
        namespace: metric.metricNamespace,
        value: metric.metricValue,
        unit: metric.unit,
        dimensions: metric.dimensions,
        // The provider takes this number as text.
        defaultValue: metric.defaultValue === undefined ? undefined : String(metric.defaultValue),
      },
    };
  },
};

function transformation(metric: Inputs) {
  const { defaultValue, dimensions, unit } = metric;
  return {
    metricName: text(metric, "name"),
    metricNamespace: text(metric, "namespace"),
    metricValue: text(metric, "value"),
    ...(unit !== undefined && { unit: member(StandardUnit, unit) }),
    ...(defaultValue !== undefined && { defaultValue: Number(defaultValue) }),
    ...(dimensions !== undefined && { dimensions: textRecord(metric, "dimensions") }),
  };
}

const resourcePolicy: Replay = {
  async create({ logs }, inputs) {
    const policyName = text(inputs, "policyName");
    const policyDocument = text(inputs, "policyDocument");
    await logs.send(new PutResourcePolicyCommand({ policyName, policyDocument }));
    return { id: policyName };
  },
  async read({ logs }, { created }) {
    const { resourcePolicies = [] } = await logs.send(new DescribeResourcePoliciesCommand({}));
    const found = resourcePolicies.find(({ policyName }) => policyName === created.id);
    return { policyName: found?.policyName, policyDocument: found?.policyDocument };
  },
};

/** Log groups, their filters, and who may deliver logs. */
export const logs: ReplayTable = {
  "aws:cloudwatch/logGroup:LogGroup": logGroup,
  "aws:cloudwatch/logMetricFilter:LogMetricFilter": metricFilter,
  "aws:cloudwatch/logResourcePolicy:LogResourcePolicy": resourcePolicy,
};

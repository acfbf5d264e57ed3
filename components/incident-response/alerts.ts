import * as sns from "@pulumi/aws/sns";
import * as pulumi from "@pulumi/pulumi";
import type { AlertsPlan } from "../../plan/incident-response";
import { documentText } from "../documents";

/** What the alert topic is made from. */
export interface AlertsArgs {
  /** Topic, publishers and subscriptions. */
  readonly plan: AlertsPlan;
  /** Key that encrypts messages. */
  readonly keyArn: pulumi.Input<string>;
}

/** The encrypted topic that every alert goes to, and the people who are told. */
export class Alerts extends pulumi.ComponentResource {
  /** ARN of the topic. */
  readonly topicArn: pulumi.Output<string>;

  constructor(name: string, { plan, keyArn }: AlertsArgs, opts?: pulumi.ComponentResourceOptions) {
    super("agent-runtime:incident-response:Alerts", name, {}, opts);
    const topic = new sns.Topic(
      `${name}-topic`,
      { name: plan.name, kmsMasterKeyId: keyArn, tags: plan.tags },
      { parent: this },
    );
    new sns.TopicPolicy(
      `${name}-topic`,
      { arn: topic.arn, policy: documentText(plan.policy) },
      { parent: this },
    );
    for (const { key, protocol, endpoint } of plan.subscriptions) {
      new sns.TopicSubscription(
        `${name}-${key}`,
        { topic: topic.arn, protocol, endpoint },
        { parent: this },
      );
    }
    this.topicArn = topic.arn;
    this.registerOutputs({ topicArn: this.topicArn });
  }
}

import * as sns from "@pulumi/aws/sns";
import * as sqs from "@pulumi/aws/sqs";
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
  /** ARN of the queue where alerts wait that nobody could be told of. */
  readonly deadLetterArn: pulumi.Output<string>;

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
    const deadLetters = this.#createQueue(name, plan, keyArn);
    const redrivePolicy = deadLetters.arn.apply(redriveTo);
    for (const { key, protocol, endpoint } of plan.subscriptions) {
      new sns.TopicSubscription(
        `${name}-${key}`,
        { topic: topic.arn, protocol, endpoint, redrivePolicy },
        { parent: this },
      );
    }
    this.topicArn = topic.arn;
    this.deadLetterArn = deadLetters.arn;
    this.registerOutputs({ topicArn: this.topicArn, deadLetterArn: this.deadLetterArn });
  }

  #createQueue(name: string, { deadLetters, tags }: AlertsPlan, keyArn: pulumi.Input<string>) {
    const queue = new sqs.Queue(
      `${name}-dead-letters`,
      {
        name: deadLetters.name,
        kmsMasterKeyId: keyArn,
        messageRetentionSeconds: deadLetters.retentionSeconds,
        tags,
      },
      { parent: this },
    );
    new sqs.QueuePolicy(
      `${name}-dead-letters`,
      { queueUrl: queue.url, policy: documentText(deadLetters.policy) },
      { parent: this },
    );
    return queue;
  }
}

const redriveTo = (deadLetterTargetArn: string): string => JSON.stringify({ deadLetterTargetArn });

import * as pulumi from "@pulumi/pulumi";

/** Tells the policy pack what no resource of this stack shows. */
export class Declarations extends pulumi.ComponentResource {
  constructor(name: string) {
    // The account's detectors and recorders are the concern of the estate, and of no workload.
    super("agent-service:index:Declarations", name, {
      zeroTrust: { contract: 1, accountBaseline: "reference" },
    });
    this.registerOutputs({});
  }
}

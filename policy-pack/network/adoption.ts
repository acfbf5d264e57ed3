import type { JudgedStack, StackObservation } from "../engine/rule";

const vpcType = "aws:ec2/vpc:Vpc";

/** The resource by which a program takes over a default that AWS gives every VPC. */
export interface Adoption {
  /** Type of the adopting resource. */
  readonly type: string;
  /** Its property that refers to the VPC. */
  readonly property: string;
  /** What holds as long as nobody adopts it. */
  readonly message: string;
}

/** One violation for each VPC of the stack whose default nobody has adopted. */
export function unadopted(
  stack: JudgedStack,
  { type, property, message }: Adoption,
): readonly StackObservation[] {
  const adopted = stack
    .ofType(type)
    .flatMap((adopter) => stack.referred(adopter, property, [vpcType]));
  return stack
    .ofType(vpcType)
    .filter((vpc) => !adopted.includes(vpc))
    .map((resource) => ({ resource, verdict: "fail", path: "", message }));
}

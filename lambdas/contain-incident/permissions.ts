import {
  GetRolePolicyCommand,
  type IAMClient,
  NoSuchEntityException,
  PutRolePolicyCommand,
} from "@aws-sdk/client-iam";
import {
  GetAuthPolicyCommand,
  PutAuthPolicyCommand,
  ResourceNotFoundException,
  type VPCLatticeClient,
} from "@aws-sdk/client-vpc-lattice";
import type { Estate } from "../../runtime/containment/ports";

type Permissions = Pick<
  Estate,
  "readRevocation" | "putRevocation" | "readAuthPolicy" | "putAuthPolicy"
>;

/** The name that the IAM console uses too (IAM User Guide, "Revoke IAM role temporary security credentials"). */
const PolicyName = "AWSRevokeOlderSessions";

/** Policies of roles as IAM has them, and of Lattice services. */
export function awsPermissions(iam: IAMClient, lattice: VPCLatticeClient): Permissions {
  return {
    async readRevocation(RoleName) {
      try {
        const command = new GetRolePolicyCommand({ RoleName, PolicyName });
        const { PolicyDocument = "" } = await iam.send(command);
        // URL-encoded, as IAM API reference, GetRolePolicy, says.
        return decodeURIComponent(PolicyDocument);
      } catch (error) {
        if (error instanceof NoSuchEntityException) return undefined;
        throw error;
      }
    },
    async putRevocation(RoleName, PolicyDocument) {
      await iam.send(new PutRolePolicyCommand({ RoleName, PolicyName, PolicyDocument }));
    },
    async readAuthPolicy(resourceIdentifier) {
      try {
        const command = new GetAuthPolicyCommand({ resourceIdentifier });
        const { policy } = await lattice.send(command);
        return policy === "" ? undefined : policy;
      } catch (error) {
        if (error instanceof ResourceNotFoundException) return undefined;
        throw error;
      }
    },
    async putAuthPolicy(resourceIdentifier, policy) {
      await lattice.send(new PutAuthPolicyCommand({ resourceIdentifier, policy }));
    },
  };
}

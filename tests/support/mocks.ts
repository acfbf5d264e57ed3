import * as pulumi from "@pulumi/pulumi";

/** A resource as the program declared it. */
export interface DeclaredResource {
  /** Type token, for example `aws:sns/topic:Topic`. */
  readonly type: string;
  /** Logical name. */
  readonly name: string;
  /** Inputs after every output among them is known. */
  readonly inputs: Readonly<Record<string, unknown>>;
  /** What the program asked of the engine. */
  readonly options: DeclaredOptions;
}

/** Resource options. */
export interface DeclaredOptions {
  /** Logical name of the component that owns the resource; undefined for the stack itself. */
  readonly parent?: string | undefined;
  /** Resources that must exist before, apart from those among the inputs: type and logical name. */
  readonly dependsOn: readonly string[];
  /** Whether Pulumi refuses to delete it. */
  readonly protect: boolean;
  /** Whether it is deleted before its replacement is made. */
  readonly deleteBeforeReplace: boolean;
  /** Inputs whose changes are ignored. */
  readonly ignoreChanges: readonly string[];
}

/** What AWS answers beyond id and ARN, by type; `name` is the logical name. */
const computed: Readonly<Record<string, (name: string) => Readonly<Record<string, unknown>>>> = {
  "aws:ec2/vpc:Vpc": () => ({
    defaultNetworkAclId: "default-network-acl-id",
    defaultRouteTableId: "default-route-table-id",
  }),
  "aws:ec2/vpcEndpoint:VpcEndpoint": (name) => ({ dnsEntries: [{ dnsName: `*.${name}.test` }] }),
  "aws:ec2/eip:Eip": (name) => ({ allocationId: `${name}-allocation` }),
  "aws:kms/key:Key": (name) => ({ keyId: `${name}-key-id` }),
  "aws:lambda/function:Function": () => ({ version: "7" }),
  "aws:s3/bucketObjectv2:BucketObjectv2": (name) => ({ versionId: `${name}-version` }),
  "aws:signer/signingJob:SigningJob": (name) => ({
    signedObjects: [{ s3s: [{ bucket: "signed-bucket", key: `${name}-signed` }] }],
  }),
  "aws:signer/signingProfile:SigningProfile": (name) => ({ versionArn: `${name}-version-arn` }),
  "aws:sqs/queue:Queue": (name) => ({ url: `https://${name}.test` }),
  "aws:vpclattice/listener:Listener": (name) => ({ listenerId: `${name}-listener-id` }),
  "aws:vpclattice/service:Service": (name) => ({ dnsEntries: [{ domainName: `${name}.test` }] }),
};

const noOptions: DeclaredOptions = {
  dependsOn: [],
  protect: false,
  deleteBeforeReplace: false,
  ignoreChanges: [],
};

/**
 * Everything that `declare` declares, in the order of registration, once all of it is registered. Each
 * resource answers with its inputs, and an id and an ARN derived from its logical name; each function
 * with an id derived from its token.
 * @param declare constructs the components under test
 */
export async function declaredBy(declare: () => void): Promise<readonly DeclaredResource[]> {
  const declared: DeclaredResource[] = [];
  const options = new Map<string, DeclaredOptions>();
  const mocks: pulumi.runtime.Mocks = {
    newResource: (resource) => {
      const { type, name, inputs } = untyped(resource);
      declared.push({ type, name, inputs, options: options.get(`${type} ${name}`) ?? noOptions });
      const arn = `arn:aws:mock:us-east-1:111122223333:${name}`;
      return { id: `${name}-id`, state: { ...inputs, ...computed[type]?.(name), arn } };
    },
    call: ({ token, provider }) => ({
      id: `id-of-${token}${provider === undefined || provider === "" ? "" : ` by ${provider}`}`,
      ...(token === "aws:kms/getPublicKey:getPublicKey" && { publicKey: "public-key" }),
    }),
  };
  await pulumi.runtime.setMocks(mocks, "agent-runtime", "dev", false);
  // Waits for whatever the function started, however deep it hangs in outputs.
  await pulumi.runtime.runInPulumiStack(() => {
    recordOptions(options);
    declare();
    return Promise.resolve({});
  });
  await pulumi.runtime.disconnect();
  return declared;
}

// The SDK types a mock's inputs as `any`; from here on they are unknown.
const untyped = ({
  type,
  name,
  inputs,
}: Pick<DeclaredResource, "type" | "name" | "inputs">): Pick<
  DeclaredResource,
  "type" | "name" | "inputs"
> => ({ type, name, inputs });

// Mocks are not told a resource's options; a transformation sees them before registration.
function recordOptions(options: Map<string, DeclaredOptions>): void {
  const seen = new Map<unknown, { readonly name: string; readonly key: string }>();
  pulumi.runtime.registerStackTransformation(({ resource, type, name, opts }) => {
    const key = `${type} ${name}`;
    seen.set(resource, { name, key });
    const { deleteBeforeReplace = false }: pulumi.CustomResourceOptions = opts;
    options.set(key, {
      parent: seen.get(opts.parent)?.name,
      dependsOn: [opts.dependsOn].flat().flatMap((other) => seen.get(other)?.key ?? []),
      protect: opts.protect ?? false,
      deleteBeforeReplace,
      ignoreChanges: opts.ignoreChanges ?? [],
    });
    return undefined;
  });
}

/** The one resource of a type and logical name; an error that lists the others when there is none. */
export function oneOf(
  declared: readonly DeclaredResource[],
  type: string,
  name: string,
): DeclaredResource {
  const found = declared.filter((resource) => resource.type === type && resource.name === name);
  const [resource] = found;
  if (resource === undefined || found.length > 1) {
    const known = declared.map((other) => `${other.type} ${other.name}`).join("\n");
    throw new Error(`${String(found.length)} resources ${type} ${name}; declared:\n${known}`);
  }
  return resource;
}

/** Every resource of a type. */
export function ofType(
  declared: readonly DeclaredResource[],
  type: string,
): readonly DeclaredResource[] {
  return declared.filter((resource) => resource.type === type);
}

/** Back up and restore the data of cloud phones on Huawei Cloud Phone Host and Alibaba Cloud Phone. */
export { AlibabaClient } from './alibaba.js'
export * as alibaba from './alibaba.js'
export type * from './core.js'
export * from './errors.js'
export { HuaweiClient } from './huawei.js'
export * as huawei from './huawei.js'
export type { Job } from './job.js'
export type {
  AbortSignalLike,
  AlibabaClientOptions,
  CallOptions,
  ClientOptions,
  HuaweiClientOptions,
  JobWaitOptions,
  StatusOptions,
  WaitOptions,
} from './options.js'
export { version } from './package.js'
export type { Pages } from './pages.js'
export { Secret } from './secret.js'

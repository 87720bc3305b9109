// Action and parameters of Alibaba's calls, for the vendor's SDKs that take them by name.

import { inputs } from './scenarios.mjs';

export function alibabaCall({ kind, items }) {
  const phones = inputs.alibaba_phones.slice(0, items);
  const calls = {
    backup: ['BackupApp', () => ({
      AndroidInstanceIdList: phones,
      SourceAppList: [inputs.app],
      BackupFilePath: inputs.folder,
      UploadEndpoint: inputs.upload_endpoint,
    })],
    tasks: ['DescribeTasks', () => ({ Level: 2, MaxResults: 100 })],
  };
  return calls[kind];
}

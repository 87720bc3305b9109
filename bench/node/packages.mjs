// The packages that are measured. They are installed below the build folder, where the process is started, and not beside this file.

import { createRequire } from 'node:module';
import { join } from 'node:path';

export const load = createRequire(join(process.cwd(), 'package.json'));

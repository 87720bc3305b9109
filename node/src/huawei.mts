// The same classes as for CommonJS, so that instanceof holds for both.
export * from './huawei.js'

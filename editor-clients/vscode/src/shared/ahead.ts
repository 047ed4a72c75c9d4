// What a newer daemon answers and the specification that protocol.ts is made of does not have yet. An older one says -32601.
import type { DaemonNotifications, DaemonRequests, EditorRequests, Hunk, Range } from '../protocol';

export interface Inline {
  inline: string;
  state: 'writing' | 'applied' | 'failed' | 'cancelled';
  hunks: Hunk[];
  note?: string;
  error?: { message: string };
}

export interface ModelListResult {
  models: { provider: string; id: string; contextWindow?: number; inputPrice?: number; outputPrice?: number; available: boolean }[];
  manifests: { name: string; description: string }[];
}

export interface QuestionRequestParams {
  pod: string;
  call: string;
  question: string;
  options?: { option: string; label: string; description?: string }[];
  multiple?: boolean;
  freeText?: boolean;
}

export interface Requests extends EditorRequests {
  'inline/start': { params: { textDocument: { uri: string; version: number }; range: Range; instruction: string; pod?: string }; result: Inline };
  'inline/stop': { params: { inline: string }; result: object };
  'model/list': { params: { workspaceFolder?: string }; result: ModelListResult };
}

export interface Notifications extends DaemonNotifications {
  'inline/update': { params: Inline };
}

export interface Questions extends DaemonRequests {
  'question/request': { params: QuestionRequestParams; result: { options?: string[]; text?: string } };
}

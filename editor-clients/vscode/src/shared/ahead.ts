// What a newer daemon answers and the specification that protocol.ts is made of does not have yet. An older one says -32601.
import type { DaemonNotifications, DaemonRequests, EditorRequests } from '../protocol';

export interface QuestionRequestParams {
  pod: string;
  call: string;
  question: string;
  options?: { option: string; label: string; description?: string }[];
  multiple?: boolean;
  freeText?: boolean;
}

export type Requests = EditorRequests;

export type Notifications = DaemonNotifications;

export interface Questions extends DaemonRequests {
  'question/request': { params: QuestionRequestParams; result: { options?: string[]; text?: string } };
}

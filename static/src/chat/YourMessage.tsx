import { CopyButton } from '../ui/CopyButton';
import { IconButton } from '../ui/IconButton';

export function YourMessage({ message, onEdit }: { message: string; onEdit: () => void }) {
  return (
    <div className="yours">
      <span className="sr-only">You: </span>
      <p className="bubble" dir="auto">
        {message}
      </p>
      <div className="tools">
        <CopyButton text={() => message} label="Copy message" />
        <IconButton icon="pencil" label="Edit message" onClick={onEdit} />
      </div>
    </div>
  );
}

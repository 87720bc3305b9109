//! Bodies on their way out: bytes in memory, or pieces of a file read as the caller takes them.

use std::io::{self, SeekFrom};
use std::pin::Pin;
use std::task::{Context, Poll};

use bytes::{Bytes, BytesMut};
use hyper::body::{Body, Frame, SizeHint};
use tokio::fs::File;
use tokio::io::{AsyncReadExt, AsyncSeekExt};
use tokio::sync::mpsc;

use super::Piece;
use crate::service::{Delivery, Response, ResponseBody};

/// Bytes read at a time.
const PIECE: usize = 256 << 10;

/// The body of an answer as hyper sends it.
pub(super) enum Outgoing {
    Bytes(Option<Bytes>),
    File {
        pieces: mpsc::Receiver<Piece>,
        left: u64,
    },
    /// Less than what was announced, then the end of the connection.
    Cut {
        sent: Box<Outgoing>,
        announced: u64,
        pauses: u8,
    },
}

/// How often hyper is let go on before a cut body ends: what was given to it must be on its way by then.
const PAUSES: u8 = 4;

impl Body for Outgoing {
    type Data = Bytes;
    type Error = io::Error;

    fn poll_frame(
        self: Pin<&mut Self>,
        context: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, io::Error>>> {
        match self.get_mut() {
            Self::Bytes(bytes) => Poll::Ready(
                bytes.take().filter(|bytes| !bytes.is_empty()).map(|bytes| Ok(Frame::data(bytes))),
            ),
            Self::File { pieces, left } => pieces.poll_recv(context).map(|piece| {
                piece.map(|piece| {
                    let piece = piece?;
                    *left = left.saturating_sub(piece.len() as u64);
                    Ok(Frame::data(piece))
                })
            }),
            Self::Cut { sent, pauses, .. } => match Pin::new(&mut **sent).poll_frame(context) {
                Poll::Ready(None) if *pauses == 0 => {
                    Poll::Ready(Some(Err(io::ErrorKind::ConnectionAborted.into())))
                }
                Poll::Ready(None) => {
                    *pauses -= 1;
                    context.waker().wake_by_ref();
                    Poll::Pending
                }
                other => other,
            },
        }
    }

    fn is_end_stream(&self) -> bool {
        match self {
            Self::Bytes(bytes) => bytes.as_ref().is_none_or(Bytes::is_empty),
            Self::File { left, .. } => *left == 0,
            Self::Cut { .. } => false,
        }
    }

    fn size_hint(&self) -> SizeHint {
        SizeHint::with_exact(match self {
            Self::Bytes(bytes) => bytes.as_ref().map_or(0, |bytes| bytes.len() as u64),
            Self::File { left, .. } => *left,
            Self::Cut { announced, .. } => *announced,
        })
    }
}

/// Turns an answer into hyper's form. A header that HTTP cannot carry is left out.
pub(super) fn render(response: Response) -> hyper::Response<Outgoing> {
    let body = match response.body {
        ResponseBody::Bytes(bytes) => Outgoing::Bytes(Some(bytes)),
        ResponseBody::File { file, offset, bytes } => {
            let (sender, pieces) = mpsc::channel(2);
            tokio::spawn(read(File::from_std(file), offset, bytes, sender));
            Outgoing::File { pieces, left: bytes }
        }
    };
    let body = match response.delivery {
        Delivery::Truncated { announced } => {
            Outgoing::Cut { sent: Box::new(body), announced, pauses: PAUSES }
        }
        _ => body,
    };
    let mut rendered = hyper::Response::new(body);
    *rendered.status_mut() =
        hyper::StatusCode::from_u16(response.status).unwrap_or(hyper::StatusCode::INTERNAL_SERVER_ERROR);
    for (name, value) in response.headers {
        let name = hyper::header::HeaderName::from_bytes(name.as_bytes());
        let value = hyper::header::HeaderValue::from_bytes(value.as_bytes());
        if let (Ok(name), Ok(value)) = (name, value) {
            rendered.headers_mut().append(name, value);
        }
    }
    rendered
}

async fn read(mut file: File, offset: u64, bytes: u64, sender: mpsc::Sender<Piece>) {
    let mut left = bytes;
    if let Err(error) = file.seek(SeekFrom::Start(offset)).await {
        let _ = sender.send(Err(error)).await;
        return;
    }
    while left > 0 {
        let mut piece = BytesMut::with_capacity(usize::try_from(left).unwrap_or(PIECE).min(PIECE));
        let end = piece.capacity();
        let mut limited = (&mut file).take(left.min(end as u64));
        let next = match limited.read_buf(&mut piece).await {
            Ok(0) => Err(io::Error::from(io::ErrorKind::UnexpectedEof)),
            Ok(count) => {
                left -= count as u64;
                Ok(piece.freeze())
            }
            Err(error) => Err(error),
        };
        let failed = next.is_err();
        if sender.send(next).await.is_err() || failed {
            return;
        }
    }
}

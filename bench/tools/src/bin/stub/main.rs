//! A loopback server with canned answers, as cheap as possible, so that only the client is measured.
//!
//! Prints one JSON line with its URL and serves until its standard input closes. `GET /counts` tells how many connections
//! and requests came, `GET /last` the last request as it stood on the wire; neither is counted.

mod answers;

use std::cell::{Cell, RefCell};
use std::collections::HashMap;
use std::io::Write as _;
use std::rc::Rc;

use phonevault_bench::Request;
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::{TcpListener, TcpStream};

/// The most answers that are kept.
const KEPT: usize = 256;

#[derive(Default)]
struct Stub {
    /// By request line, action and body. Signatures and nonces stand in other header fields.
    answers: RefCell<HashMap<Vec<u8>, Rc<[u8]>>>,
    last: RefCell<Vec<u8>>,
    connections: Cell<u64>,
    requests: Cell<u64>,
}

fn main() -> std::io::Result<()> {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_io().build()?;
    tokio::task::LocalSet::new().block_on(&runtime, async {
        // Nobody writes to the standard input: its end shows that whoever started this is gone.
        let gone = tokio::task::spawn_blocking(|| std::io::copy(&mut std::io::stdin(), &mut std::io::sink()));
        tokio::select! {
            failed = serve() => failed,
            _ = gone => Ok(()),
        }
    })
}

async fn serve() -> std::io::Result<()> {
    let listener = TcpListener::bind(("127.0.0.1", 0)).await?;
    let mut out = std::io::stdout();
    writeln!(out, "{}", serde_json::json!({"url": format!("http://{}", listener.local_addr()?)}))?;
    out.flush()?;
    let stub = Rc::new(Stub::default());
    loop {
        let (stream, _) = listener.accept().await?;
        let stub = Rc::clone(&stub);
        tokio::task::spawn_local(async move {
            // A client that goes away is no matter.
            let _ = stub.talk(stream).await;
        });
    }
}

impl Stub {
    async fn talk(&self, mut stream: TcpStream) -> std::io::Result<()> {
        stream.set_nodelay(true)?;
        let mut buffer = Vec::with_capacity(16 << 10);
        let mut counted = false;
        loop {
            let Some(request) = Request::read(&buffer) else {
                if stream.read_buf(&mut buffer).await? == 0 {
                    return Ok(());
                }
                continue;
            };
            let answer = match request.target() {
                "/counts" => {
                    let counts =
                        serde_json::json!({"connections": self.connections, "requests": self.requests});
                    answers::whole(200, counts.to_string().as_bytes())
                }
                "/last" => answers::whole(200, &self.last.borrow()),
                _ => {
                    self.connections.set(self.connections.get() + u64::from(!counted));
                    counted = true;
                    self.requests.set(self.requests.get() + 1);
                    self.last.borrow_mut().clear();
                    self.last.borrow_mut().extend_from_slice(&buffer[..request.length]);
                    self.answer(&request)
                }
            };
            let length = request.length;
            stream.write_all(&answer).await?;
            buffer.drain(..length);
        }
    }

    fn answer(&self, request: &Request<'_>) -> Rc<[u8]> {
        let action = request.field("x-acs-action").unwrap_or_default();
        let key = [request.line.as_bytes(), action.as_bytes(), request.body].concat();
        let mut answers = self.answers.borrow_mut();
        if let Some(answer) = answers.get(&key) {
            return Rc::clone(answer);
        }
        if answers.len() >= KEPT {
            answers.clear();
        }
        let answer = answers::answer(request, action);
        answers.insert(key, Rc::clone(&answer));
        answer
    }
}

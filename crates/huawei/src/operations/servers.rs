//! Operations on servers, networks, tags and scheduled events (appendix A).

use super::OperationSpec as Spec;

const SERVERS: &str = "/v2/{project_id}/cloud-phone/servers";
const TAGS_ACTION: &str = "/v1/{project_id}/{resource_type}/{resource_id}/tags/action";

pub(super) const OPERATIONS: &[Spec] = &[
    Spec::get("ListCloudPhoneServers", "/v1/{project_id}/cloud-phone/servers").query(&[
        "offset",
        "limit",
        "server_name",
        "server_id",
        "network_version",
        "phone_model_name",
        "create_since",
        "create_until",
        "status",
    ]),
    Spec::get("ShowCloudPhoneServerDetail", "/v1/{project_id}/cloud-phone/servers/{server_id}"),
    Spec::get("ListCloudPhoneServerModels", "/v1/{project_id}/cloud-phone/server-models").query(&[
        "product_type",
        "marker",
        "limit",
    ]),
    Spec::get("ListCloudPhoneServerModelOfferings", "/v1/{project_id}/server-model-offerings")
        .query(&["marker", "limit"]),
    Spec::post("RestartCloudPhoneServer", "/v1/{project_id}/cloud-phone/servers/batch-restart")
        .body(&["server_ids"])
        .mandatory(&["server_ids"]),
    Spec::put("UpdateServerName", "/v1/{project_id}/cloud-phone/servers/{server_id}")
        .body(&["server_name"])
        .mandatory(&["server_name"]),
    Spec::put("UpdateKeypair", "/v1/{project_id}/cloud-phone/servers/open-access")
        .body(&["servers"])
        .mandatory(&["servers"]),
    Spec::post("ChangeCloudPhoneServer", "/v2/{project_id}/cloud-phone/servers/{server_id}/change")
        .body(&[
            "phone_model_name",
            "image_id",
            "keypair_name",
            "availability_zone",
            "ports",
            "extend_param",
            "tenant_vpc_id",
            "nics",
            "public_ip",
            "phone_count_per_ip",
            "phone_data_volume",
            "server_share_data_volume",
            "band_width",
            "property",
        ])
        .mandatory(&["phone_model_name", "image_id", "tenant_vpc_id", "nics", "public_ip", "band_width"])
        .destructive(),
    Spec::post("ChangeCloudPhoneServerModel", "/v1/{project_id}/cloud-phone/servers/change-server-model")
        .body(&["server_id", "server_model_name", "phone_model_name", "extend_param"])
        .mandatory(&["server_id", "server_model_name", "phone_model_name"])
        .destructive(),
    Spec::post("CreateCloudPhoneSingleServer", "/v2.1/{project_id}/cloud-phone/servers")
        .body(&[
            "server_name",
            "server_model_name",
            "count",
            "order_param",
            "nics",
            "public_ip",
            "availability_zone",
            "data_volume",
            "keypair_name",
            "enterprise_project_id",
            "image_id",
        ])
        .mandatory(&[
            "server_name",
            "server_model_name",
            "count",
            "order_param",
            "nics",
            "public_ip",
            "keypair_name",
        ]),
    Spec::post("CreateNet2CloudPhoneServer", SERVERS)
        .body(&[
            "server_name",
            "server_model_name",
            "phone_model_name",
            "image_id",
            "count",
            "keypair_name",
            "ports",
            "extend_param",
            "tenant_vpc_id",
            "nics",
            "public_ip",
            "phone_count_per_ip",
            "phone_data_volume",
            "server_share_data_volume",
            "band_width",
            "availability_zone",
            "property",
        ])
        .mandatory(&[
            "server_name",
            "server_model_name",
            "phone_model_name",
            "image_id",
            "count",
            "extend_param",
            "tenant_vpc_id",
            "nics",
            "public_ip",
            "band_width",
        ]),
    Spec::delete("DeleteCloudPhoneServer", SERVERS).body(&["server_ids"]).mandatory(&["server_ids"]),
    Spec::post("AttachShareFilesystem", "/v1/{project_id}/servers/attach-share-filesystem")
        .body(&["type", "id", "server_ids", "path"])
        .mandatory(&["type", "id", "server_ids"]),
    Spec::post("DetachShareFilesystem", "/v1/{project_id}/servers/detach-share-filesystem")
        .body(&["type", "id", "server_ids"])
        .mandatory(&["type", "id", "server_ids"]),
    Spec::get("ListEncodeServers", "/v1/{project_id}/cloud-phone/encode-servers").query(&[
        "offset",
        "limit",
        "type",
        "status",
        "server_id",
    ]),
    Spec::post("RestartEncodeServer", "/v1/{project_id}/cloud-phone/encode-servers/batch-restart")
        .body(&["encode_server_ids"])
        .mandatory(&["encode_server_ids"]),
    Spec::get("ShowBandwidthDetail", "/v1/{project_id}/cloud-phone/bandwidths").query(&["offset", "limit"]),
    Spec::put("UpdateBandwidth", "/v1/{project_id}/cloud-phone/bandwidths/{band_width_id}")
        .body(&["band_width_size"])
        .mandatory(&["band_width_size"]),
    Spec::get("ListScheduledEvents", "/v1/{project_id}/cloud-phone/scheduled-events").query(&[
        "limit",
        "marker",
        "event_id",
        "server_id",
        "publish_since",
        "publish_until",
        "state",
        "type",
    ]),
    Spec::put("UpdateScheduledEvent", "/v1/{project_id}/cloud-phone/scheduled-events/{event_id}")
        .body(&["not_before"])
        .mandatory(&["not_before"]),
    Spec::post(
        "AuthorizeScheduledEvent",
        "/v1/{project_id}/cloud-phone/scheduled-events/{event_id}/authorize",
    )
    .body(&["authorization_type", "not_before"])
    .mandatory(&["authorization_type"]),
    Spec::get("ListProjectTags", "/v1/{project_id}/{resource_type}/tags").query(&["limit", "offset"]),
    Spec::get("ListResourceTags", "/v1/{project_id}/{resource_type}/{resource_id}/tags"),
    Spec::post("ListResourceInstances", "/v1/{project_id}/{resource_type}/resource_instances/action")
        .body(&["action", "offset", "limit", "without_any_tag", "tags", "matches"])
        .mandatory(&["action"])
        .reads(),
    Spec::post("BatchCreateTags", TAGS_ACTION)
        .body(&["action", "tags"])
        .mandatory(&["action", "tags"])
        .switch("action", &["create"]),
    Spec::post("BatchDeleteTags", TAGS_ACTION)
        .body(&["action", "tags"])
        .mandatory(&["action", "tags"])
        .switch("action", &["delete"])
        .destructive(),
];

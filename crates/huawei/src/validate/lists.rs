//! Rules of the operations that only read (reference 1.4, 1.5, 2).

use phonevault_core::validate::Violations;

use super::fields::{check_id, check_paging};
use super::{Check, Rules};
use crate::models::{
    ImageStatus, ImageType, ListCloudPhoneImagesRequest, ListCloudPhonesRequest, ListImagesRequest,
    ListJobsRequest, PhoneStatus, PhoneType, ShowCloudPhoneDetailRequest, ShowJobRequest,
};

/// How many submissions one ListJobs asks for (CPS.0161).
const REQUEST_IDS: usize = 20;

impl Check for ShowJobRequest {
    fn check(&self, _rules: Rules<'_>, violations: &mut Violations) {
        violations.require(!self.job_id.trim().is_empty(), "job_id", "is mandatory and must not be empty");
    }
}

impl Check for ListJobsRequest {
    fn check(&self, _rules: Rules<'_>, violations: &mut Violations) {
        if self.request_ids.is_empty() {
            violations.require(
                self.request_id.as_ref().is_some_and(|id| !id.trim().is_empty()),
                "request_id",
                "is mandatory unless request_ids is given: there is no list of all jobs",
            );
        } else {
            violations.count("request_ids", self.request_ids.len(), Some(REQUEST_IDS));
        }
        for (index, id) in self.request_ids.iter().enumerate() {
            violations.require(
                !id.trim().is_empty() && !id.contains(','),
                format_args!("request_ids[{index}]"),
                "must not be empty and must not hold a comma",
            );
        }
        check_paging(self.offset, self.limit, 100, violations);
    }
}

impl Check for ListCloudPhonesRequest {
    fn check(&self, _rules: Rules<'_>, violations: &mut Violations) {
        check_paging(self.offset, self.limit, 100, violations);
        if let Some(server) = &self.server_id {
            violations.check("server_id", check_id(server));
        }
        let unknown_status = matches!(self.status, Some(PhoneStatus::Other(_)));
        violations.require(!unknown_status, "status", "must be a state that the vendor documents (CPS.0010)");
        violations.require(!matches!(self.r#type, Some(PhoneType::Other(_))), "type", "must be 0 or 1");
    }
}

impl Check for ShowCloudPhoneDetailRequest {
    fn check(&self, _rules: Rules<'_>, violations: &mut Violations) {
        violations.check("phone_id", check_id(&self.phone_id));
    }
}

impl Check for ListCloudPhoneImagesRequest {
    fn check(&self, _rules: Rules<'_>, violations: &mut Violations) {
        check_paging(None, self.limit, 500, violations);
        violations.require(
            !matches!(self.image_type, Some(ImageType::Other(_))),
            "image_type",
            "must be public, private, share or all",
        );
    }
}

impl Check for ListImagesRequest {
    fn check(&self, _rules: Rules<'_>, violations: &mut Violations) {
        check_paging(self.offset, self.limit, 100, violations);
        violations.require(
            matches!(self.image_type, None | Some(ImageType::Private | ImageType::Share)),
            "image_type",
            "must be private or share",
        );
        violations.require(
            !matches!(self.status, Some(ImageStatus::Other(_))),
            "status",
            "must be 0, 1 or 2",
        );
        if let Some(image) = &self.image_id {
            violations.check("image_id", check_id(image));
        }
    }
}
